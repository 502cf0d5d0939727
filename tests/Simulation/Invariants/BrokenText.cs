using System.Runtime.CompilerServices;
using System.Text;

namespace SmartLocker.Simulation.Invariants;

/// <summary>What to say when a promise is broken: put together only then, because nearly always it is kept.</summary>
[InterpolatedStringHandler]
internal readonly struct BrokenText
{
    private readonly StringBuilder? _text;

    public BrokenText(int literalLength, int formattedCount, bool promise, out bool isNeeded)
    {
        isNeeded = !promise;
        _text = isNeeded ? new StringBuilder(literalLength + 16 * formattedCount) : null;
    }

    public void AppendLiteral(string text) => _text!.Append(text);

    public void AppendFormatted<T>(T value) => _text!.Append(value);

    public override string ToString() => _text?.ToString() ?? "";
}
