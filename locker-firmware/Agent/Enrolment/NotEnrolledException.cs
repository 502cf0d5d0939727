namespace SmartLocker.Firmware.Agent.Enrolment;

/// <summary>This cabinet has no certificate and cannot get one by itself.</summary>
public sealed class NotEnrolledException(string message) : Exception(message);
