namespace SmartLocker.HardwareSpecs.Faults;

/// <summary>A text for people in both languages of the product.</summary>
public sealed record BilingualText(string Zh, string En);
