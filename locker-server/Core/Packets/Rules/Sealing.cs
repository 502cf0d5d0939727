using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Core.Packets.Rules;

/// <summary>Filling, closing and reopening a packet at the sender's registry (docs/rules.md ).</summary>
internal static class Sealing
{
    /// <summary>One transfer list is one print-out a person can check against the pile.</summary>
    public const int EnclosuresMax = 200;

    public static PacketOutcome Add(Packet packet, PacketCommand.Add add, DateTimeOffset now)
    {
        if (packet.Enclosures.Any(enclosure => enclosure.Id == add.Enclosure.Id)) { return PacketRules.Happened(now, add.By); }
        if (packet.Progress != PacketStage.Open) { return PacketRules.Rejected(PacketRejection.NotOpen); }

        bool alone = packet.IsConfidential && !packet.Enclosures.IsEmpty;
        return alone ? PacketRules.Rejected(PacketRejection.ConfidentialAlone)
            : packet.Enclosures.Length >= EnclosuresMax ? PacketRules.Rejected(PacketRejection.Full)
            : PacketRules.Happened(now, add.By, new PacketEvent.EnclosureAdded(add.Enclosure));
    }

    public static PacketOutcome Seal(Packet packet, PacketCommand.Seal seal, DateTimeOffset now)
    {
        ImmutableSortedSet<PersonId> openers = [.. seal.Openers.Select(opener => opener.Id)];
        if (!Rights.MayPackFor(seal.By, packet.Sender)) { return PacketRules.Rejected(PacketRejection.NotAllowed); }
        if (packet.Progress == PacketStage.Sealed && packet.Size == seal.Size && packet.Openers.SetEquals(openers))
        {
            return PacketRules.Happened(now, Actor.Person(seal.By.Id));
        }

        PacketRejection? refusal =
            packet.Progress != PacketStage.Open ? PacketRejection.NotOpen
            : packet.Enclosures.IsEmpty ? PacketRejection.Empty
            : packet.IsConfidential && openers.IsEmpty ? PacketRejection.NoOpeners
            : !packet.IsConfidential && !openers.IsEmpty ? PacketRejection.WrongOpener
            : seal.Openers.Any(opener => !opener.Active
                || !opener.StaffOf.Contains(packet.Receiver)) ? PacketRejection.WrongOpener
            : null;
        return refusal is { } reason
            ? PacketRules.Rejected(reason)
            : PacketRules.Happened(now, Actor.Person(seal.By.Id), new PacketEvent.Sealed(seal.Size, openers));
    }

    public static PacketOutcome Reopen(Packet packet, PacketCommand.Reopen reopen, DateTimeOffset now)
    {
        PacketRejection? refusal =
            !Rights.MayPackFor(reopen.By, packet.Sender) ? PacketRejection.NotAllowed
            : packet.Progress > PacketStage.Sealed ? PacketRejection.AlreadyDeposited
            : packet.Progress != PacketStage.Sealed ? PacketRejection.NotSealed
            : !packet.Exceptions.IsEmpty ? PacketRejection.InDoubt
            : string.IsNullOrWhiteSpace(reopen.Reason) ? PacketRejection.ReasonMissing
            : null;
        return refusal is { } reason
            ? PacketRules.Rejected(reason)
            : PacketRules.Happened(now, Actor.Person(reopen.By.Id), new PacketEvent.Reopened(reopen.Reason.Trim()));
    }
}
