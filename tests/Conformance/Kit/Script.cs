using System.Diagnostics;
using Google.Protobuf;
using SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.Kit;

/// <summary>Plays lines against an end, in order; nothing may be left unheard when the script is over.</summary>
internal static class Script
{
    public static async Task Play(this ITestedEnd end, params Line[] lines)
    {
        foreach ((int index, Line line) in lines.Index()) { await Play(end, line, $"line {index + 1}"); }

        IMessage? more = end.Ended is null ? end.Speak() : null;
        Assert.True(more is null, $"Unheard at the end of the script: {Short(more)}");
    }

    private static async Task Play(ITestedEnd end, Line line, string at)
    {
        switch (line)
        {
            case Line.Says { Frame: var frame }:
                Assert.True(end.Ended is null, $"{at} finds the stream closed: {end.Ended}");
                await end.Hear(frame.ToByteArray());
                break;
            case Line.Hears hears:
                IMessage? heard = end.Speak();
                Assert.True(heard is not null, $"{at} expects {hears.What}, heard nothing; {end.Ended ?? "the stream lives"}");
                Assert.True(hears.Fits(heard), $"{at} expects {hears.What}, heard {Short(heard)}");
                break;
            case Line.HearsNothing:
                IMessage? unexpected = end.Speak();
                Assert.True(unexpected is null, $"{at} expects nothing, heard {Short(unexpected)}");
                Assert.True(end.Ended is null, $"{at} finds the stream closed: {end.Ended}");
                break;
            case Line.HearsTheEnd { Status: var status, Why: var why }:
                bool asExpected = end.Ended is { } told
                    && told.StartsWith(status, StringComparison.Ordinal) && told.Contains(why, StringComparison.Ordinal);
                Assert.True(asExpected, $"{at} expects the end, {status} {why}; got {end.Ended}");
                break;
            case Line.Waits { Span: var span }:
                await end.Wait(span);
                break;
            case Line.There { Happens: var happens }:
                await happens();
                break;
            default:
                throw new UnreachableException(line.ToString());
        }
    }

    private static string Short(IMessage? frame) =>
        frame is CabinetFrame { Entries.Entries: [var first, ..] entries }
            ? $"entries {first.Sequence} to {entries[^1].Sequence}"
            : $"{frame}" is var text && text.Length > 300 ? text[..300] : $"{frame}";
}
