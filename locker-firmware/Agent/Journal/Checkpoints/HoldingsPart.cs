using System.Text.Json.Serialization;

namespace SmartLocker.Firmware.Agent.Journal.Checkpoints;

/// <summary>The document's form. A name, once written to a disk, keeps its meaning.</summary>
internal sealed record HoldingsPart
{
    public required int Format { get; init; }
    public required CompartmentPart[] Compartments { get; init; }
    public required UnderWayPart[] UnderWay { get; init; }
    public required FaultPart[] Faults { get; init; }

    /// <summary>Oldest first.</summary>
    public required AnswerPart[] Answers { get; init; }
    public required Dictionary<string, int> Failures { get; init; }
    public required HourPart LastHour { get; init; }

    /// <summary>Of format 1: when used codes expire. None of them has a number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, DateTimeOffset>? UsedCodes { get; init; }
    public Dictionary<string, long>? CodeNumbers { get; init; }
    public long CodesUpTo { get; init; }
    public required Dictionary<string, int> Places { get; init; }
    public required string? Visit { get; init; }
    public required long Deposits { get; init; }
    public required long Facts { get; init; }
}

internal sealed record CompartmentPart(
    int Number, long Uses, long Pulses, long SaidAt, ReleasePart? Operator, PacketPart[] Packets);

internal sealed record PacketPart(string Packet, string? Receiver, string? Command, string? Depositor, long Ordinal);

internal sealed record UnderWayPart(int Compartment, ReleasePart Release);

internal sealed record HourPart(int RemoteOpens, int OrdersOverLimit, int WrongPins);

/// <param name="Intent">The fact as the journal keeps it.</param>
internal sealed record ReleasePart(byte[] Intent, string? Result);

internal sealed record FaultPart(int Compartment, string Name, string Detail);

internal sealed record AnswerPart(string Command, string? Ended, string? Refused);

/// <summary>Written at build time: writers made at run time cost megabytes for months.</summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HoldingsPart))]
internal sealed partial class HoldingsJson : JsonSerializerContext;
