using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.Intake;
using SmartLocker.Server.Features.Packets;
using SmartLocker.Server.Storage.Json;
using Proto = SmartLocker.Contracts.V1;

namespace SmartLocker.Server.Rpc.Exchange;

/// <summary>Packets and their events, as a document system sees them.</summary>
internal static class ExchangeWire
{
    public static Proto.FileOutcome Write(TakenIn taken) => taken switch
    {
        TakenIn.Accepted accepted => new Proto.FileOutcome
        {
            File = accepted.File,
            Accepted = new Proto.AcceptedFile
            {
                DocumentId = accepted.Document.Value,
                Number = accepted.Number ?? "",
                Unresolved = { accepted.Unresolved },
                Warnings = { accepted.Warnings },
            },
        },
        TakenIn.Refused refused => new Proto.FileOutcome
        {
            File = refused.File,
            Refused = new Proto.RefusedFile { Reason = refused.Reason, Message = refused.Message },
        },
        _ => throw new UnreachableException(taken.ToString()),
    };

    /// <param name="timeline">Oldest first; the last deposit says where the packet lies, or lay.</param>
    public static Proto.Packet Write(Packet packet, IReadOnlyList<TimelineLine> timeline)
    {
        Proto.Packet written = new()
        {
            PacketId = packet.Id.Value,
            SenderAgency = packet.Sender.Value,
            ReceiverAgency = packet.Receiver.Value,
            Stage = Write(packet.Stage),
            Documents = { packet.Enclosures.Select(Write) },
            Timeline = { timeline.Select(Write) },
        };
        if (timeline.LastOrDefault(line => line.What == nameof(PacketEvent.Deposited)) is { Data: var data }
            && LedgerJson.Read<PacketEvent>(data) is PacketEvent.Deposited deposited)
        {
            (written.CabinetId, written.Compartment) = (deposited.Cabinet.Value, (uint)deposited.Compartment);
        }

        return written;
    }

    public static Proto.PacketEvent Write(TimelineLine line) => new()
    {
        Cursor = (ulong)line.Cursor,
        PacketId = line.Packet.Value,
        At = line.At.ToTimestamp(),
        What = line.What,
        Actor = line.ActorName,
    };

    public static PacketStage Read(Proto.PacketStage stage) => stage switch
    {
        Proto.PacketStage.Open => PacketStage.Open,
        Proto.PacketStage.Sealed => PacketStage.Sealed,
        Proto.PacketStage.Deposited => PacketStage.Deposited,
        Proto.PacketStage.PickedUp => PacketStage.PickedUp,
        Proto.PacketStage.Receipted => PacketStage.Receipted,
        Proto.PacketStage.Exception => PacketStage.Exception,
        _ => throw RpcProblems.InvalidField("stages", $"expected a stage, got {stage}"),
    };

    private static Proto.PacketStage Write(PacketStage stage) => stage switch
    {
        PacketStage.Open => Proto.PacketStage.Open,
        PacketStage.Sealed => Proto.PacketStage.Sealed,
        PacketStage.Deposited => Proto.PacketStage.Deposited,
        PacketStage.PickedUp => Proto.PacketStage.PickedUp,
        PacketStage.Receipted => Proto.PacketStage.Receipted,
        PacketStage.Exception => Proto.PacketStage.Exception,
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    private static Proto.PacketDocument Write(Enclosure enclosure) => new()
    {
        DocumentId = enclosure.Id.Document.Value,
        Number = enclosure.Number ?? "",
        Subject = enclosure.Subject,
        Receipt = enclosure.Mark switch
        {
            null => Proto.ReceiptMark.Unspecified,
            ReceiptMark.Received => Proto.ReceiptMark.Received,
            ReceiptMark.Missing => Proto.ReceiptMark.Missing,
            ReceiptMark.Misenclosed => Proto.ReceiptMark.Misenclosed,
            ReceiptMark.Damaged => Proto.ReceiptMark.Damaged,
            _ => throw new ArgumentOutOfRangeException(nameof(enclosure), enclosure.Mark, null),
        },
    };
}
