using System.Threading.Channels;
using SmartLocker.Firmware.Hardware.Scanners;

namespace SmartLocker.Firmware.Hardware.Simulated;

/// <summary>A scanner that reads what somebody types.</summary>
public sealed class VirtualScanner : IScanner
{
    private const int WaitingMax = 16;

    private readonly Channel<string> _texts = Channel.CreateBounded<string>(WaitingMax);

    /// <summary>False for a text longer than a scanner gives, or when nobody takes what was read.</summary>
    public bool TryScan(string text) => text.Length <= IScanner.TextMax && _texts.Writer.TryWrite(text);

    public IAsyncEnumerable<string> ReadAllAsync(CancellationToken cancellation) => _texts.Reader.ReadAllAsync(cancellation);
}
