namespace SmartLocker.Firmware.Hardware.Scanners;

/// <summary>Delivers what was scanned, one text at a time, without the suffix that ended it.</summary>
public interface IScanner
{
    /// <summary>The longest text taken; a longer one is dropped whole, never cut.</summary>
    const int TextMax = 512;

    /// <remarks>Ends when the reader is gone for good.</remarks>
    IAsyncEnumerable<string> ReadAllAsync(CancellationToken cancellation);
}
