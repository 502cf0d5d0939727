namespace SmartLocker.Firmware.Hardware.Lines;

/// <summary>A line that cannot be trusted any more: it failed, or does not show what was asked of it.</summary>
public sealed class LineFaultException(string line, string detail) : IOException($"{line}: {detail}")
{
    public string Line { get; } = line;
    public string Detail { get; } = detail;
}
