using System.Collections.Immutable;
using System.Text.Json;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Journal.Checkpoints;

/// <summary>Holdings as a checkpoint keeps them, and back, so that nothing of them is lost.</summary>
/// <remarks>
/// A release is kept as the very fact that the journal had. When what is folded changes its meaning, <see cref="Format"/>
/// grows: a checkpoint of another format is not believed, and the entries are folded instead while they are all here.
/// </remarks>
public static class HoldingsDocument
{
    public const int Format = 2;

    /// <summary>The one before is read too: its entries may be gone.</summary>
    private const int Before = 1;

    public static byte[] Write(Holdings holdings) => JsonSerializer.SerializeToUtf8Bytes(
        new HoldingsPart
        {
            Format = Format,
            Compartments = [.. holdings.Compartments.Select(one => Part(one.Key, one.Value))],
            UnderWay = [.. holdings.UnderWay.Select(one => new UnderWayPart(one.Key, Part(one.Value)!))],
            Faults = [.. holdings.Faults.Select(one => new FaultPart(one.Key.Compartment, one.Key.Name, one.Value))],
            Answers = [.. holdings.AnswerOrder.Select(command => Part(command, holdings.Answers[command]))],
            Failures = holdings.Failures.ToDictionary(one => one.Key.Value, one => one.Value),
            LastHour = new HourPart(
                holdings.LastHour.RemoteOpens, holdings.LastHour.OrdersOverLimit, holdings.LastHour.WrongPins),
            CodeNumbers = holdings.UsedCodes.ToDictionary(one => one.Key, one => one.Value),
            CodesUpTo = holdings.CodesUpTo,
            Places = holdings.Places.ToDictionary(one => one.Key.Value, one => one.Value),
            Visit = holdings.Visit,
            Deposits = holdings.Deposits,
            Facts = holdings.Facts,
        },
        HoldingsJson.Default.HoldingsPart);

    /// <exception cref="FormatException">Not such a document, or one of another format.</exception>
    public static Holdings Read(ReadOnlySpan<byte> document)
    {
        try
        {
            HoldingsPart? part = JsonSerializer.Deserialize(document, HoldingsJson.Default.HoldingsPart);
            return part?.Format is Format or Before ? Read(part)
                : throw new FormatException($"A checkpoint of format {part?.Format}.");
        }
        catch (Exception garbled) when (garbled is JsonException or ArgumentException)
        {
            throw new FormatException("Not a checkpoint's document.", garbled);
        }
    }

    private static Holdings Read(HoldingsPart part) => new()
    {
        Compartments = part.Compartments.ToImmutableSortedDictionary(one => one.Number, Read),
        UnderWay = part.UnderWay.ToImmutableSortedDictionary(one => one.Compartment, one => Read(one.Release)),
        Faults = part.Faults.ToImmutableSortedDictionary(one => new FaultAt(one.Compartment, one.Name), one => one.Detail),
        Answers = part.Answers.ToImmutableSortedDictionary(one => CommandId.Parse(one.Command), Read),
        AnswerOrder = [.. part.Answers.Select(one => CommandId.Parse(one.Command))],
        Failures = part.Failures.ToImmutableSortedDictionary(one => PersonId.Parse(one.Key), one => one.Value),
        LastHour = new HourlyCounts(part.LastHour.RemoteOpens, part.LastHour.OrdersOverLimit, part.LastHour.WrongPins),
        UsedCodes = UsedCodes(part).ToImmutableSortedDictionary(StringComparer.Ordinal),
        CodesUpTo = part.CodesUpTo,
        Places = part.Places.ToImmutableSortedDictionary(one => PacketId.Parse(one.Key), one => one.Value),
        Visit = part.Visit,
        Deposits = part.Deposits,
        Facts = part.Facts,
    };

    private static Dictionary<string, long> UsedCodes(HoldingsPart part) =>
        part.CodeNumbers ?? part.UsedCodes?.ToDictionary(one => one.Key, _ => 0L)
            ?? throw new FormatException("Which codes were used is not said.");

    private static CompartmentPart Part(int number, CompartmentHoldings holdings) => new(
        number, holdings.Uses, holdings.Pulses, holdings.SaidAt, Part(holdings.Operator),
        [
            .. holdings.Packets.Select(one => new PacketPart(
                one.Key.Value, one.Value.Receiver?.Value, one.Value.Command?.Value, one.Value.Depositor?.Value,
                one.Value.Ordinal)),
        ]);

    private static CompartmentHoldings Read(CompartmentPart part) => new(
        part.Packets.ToImmutableSortedDictionary(one => PacketId.Parse(one.Packet), Read),
        part.Uses, part.Pulses, part.Operator is { } release ? Read(release) : null)
    {
        SaidAt = part.SaidAt,
    };

    private static HeldPacket Read(PacketPart part) => new(
        part.Receiver is { } receiver ? AgencyCode.Parse(receiver) : null,
        part.Command is { } command ? CommandId.Parse(command) : null,
        part.Depositor is { } depositor ? PersonId.Parse(depositor) : null,
        part.Ordinal);

    private static ReleasePart? Part(ReleaseUnderWay? release) =>
        release is null ? null : new ReleasePart(FactWire.ToBytes(release.Intent), release.Result?.ToString());

    private static ReleaseUnderWay Read(ReleasePart part) => new(
        FactWire.FromBytes(part.Intent) as Fact.ReleaseIntended
            ?? throw new FormatException("A release under way that was never intended."),
        part.Result is { } result ? Enum.Parse<ReleaseResult>(result) : null);

    private static AnswerPart Part(CommandId command, CommandAnswer answer) => answer switch
    {
        CommandAnswer.Ended ended => new AnswerPart(command.Value, ended.Result.ToString(), null),
        CommandAnswer.Refused refused => new AnswerPart(command.Value, null, refused.Reason.ToString()),
        _ => throw new System.Diagnostics.UnreachableException(answer.ToString()),
    };

    private static CommandAnswer Read(AnswerPart part) =>
        part.Ended is { } result ? new CommandAnswer.Ended(Enum.Parse<ReleaseResult>(result))
        : part.Refused is { } reason ? new CommandAnswer.Refused(Enum.Parse<CommandRefusal>(reason))
        : throw new FormatException($"No answer to {part.Command}.");
}
