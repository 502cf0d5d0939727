using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;

namespace SmartLocker.Server.Core.Packaging;

/// <summary>Puts enclosures of one sender, receiver and secrecy into one open packet (併封, docs/rules.md ).</summary>
/// <remarks>密 always gets a packet of its own. A copy whose receiver or sender nobody knows for certain is left to
/// wait.</remarks>
public static class Packager
{
    /// <param name="open">The sender's open packets; the oldest of a receiver is filled first.</param>
    /// <param name="fresh">Unused numbers, one for each receiver of the document; made by the shell.</param>
    public static PackOutcome Pack(
        DispatchedDocument document, IEnumerable<Packet> open, ImmutableArray<PacketId> fresh, Actor by, DateTimeOffset now)
    {
        if (document.Sender is not { } sender) { return Nothing; }

        Shelf shelf = new(open, fresh, sender);
        ImmutableArray<Recorded<DocumentEvent>>.Builder packed = ImmutableArray.CreateBuilder<Recorded<DocumentEvent>>();
        foreach ((int index, EnclosureStanding standing) in document.Enclosures.Index())
        {
            if (standing is EnclosureStanding.Resolved { Receiver: var receiver })
            {
                PacketId into = shelf.Put(EnclosureFor(document, index), receiver, document.Document.Secrecy, by, now);
                packed.Add(new Recorded<DocumentEvent>(now, by, new DocumentEvent.Packed(index, into)));
            }
        }

        return new PackOutcome(packed.ToImmutable(), shelf.Events);
    }

    private static PackOutcome Nothing { get; } =
        new([], ImmutableSortedDictionary<PacketId, ImmutableArray<Recorded<PacketEvent>>>.Empty);

    private static Enclosure EnclosureFor(DispatchedDocument dispatched, int index)
    {
        Document document = dispatched.Document;
        Receiver receiver = document.Receivers[index];
        return new Enclosure
        {
            Id = new EnclosureId(dispatched.Id, index),
            Number = document.Number,
            Subject = document.Secrecy == Secrecy.Confidential ? DocumentWords.SubjectWithheld : document.Subject,
            Urgency = document.Urgency,
            Copy = receiver.Copy,
            WithAttachments = receiver.WithAttachments,
            For = receiver.Label,
        };
    }

    /// <summary>The sender's open packets as they fill; local to one decision.</summary>
    private sealed class Shelf
    {
        private readonly Dictionary<AgencyCode, Packet> _ordinary = [];
        private readonly AgencyCode _sender;
        private readonly ImmutableArray<PacketId> _fresh;
        private readonly Dictionary<PacketId, ImmutableArray<Recorded<PacketEvent>>.Builder> _events = [];
        private int _used;

        public Shelf(IEnumerable<Packet> open, ImmutableArray<PacketId> fresh, AgencyCode sender)
        {
            (_fresh, _sender) = (fresh, sender);
            IEnumerable<Packet> usable = open.Where(packet =>
                packet.Sender == sender && packet is { Progress: PacketStage.Open, IsConfidential: false }
                && packet.Enclosures.Length < Sealing.EnclosuresMax);
            foreach (Packet packet in usable.OrderBy(packet => packet.Times.OpenedAt).ThenBy(packet => packet.Id))
            {
                _ordinary.TryAdd(packet.Receiver, packet);
            }
        }

        public ImmutableSortedDictionary<PacketId, ImmutableArray<Recorded<PacketEvent>>> Events =>
            _events.ToImmutableSortedDictionary(one => one.Key, one => one.Value.ToImmutable());

        public PacketId Put(Enclosure enclosure, AgencyCode receiver, Secrecy secrecy, Actor by, DateTimeOffset now)
        {
            bool alone = secrecy == Secrecy.Confidential;
            Packet? packet = alone ? null : _ordinary.GetValueOrDefault(receiver);
            packet ??= Decide(null, new PacketCommand.Open(by, _fresh[_used++], _sender, receiver, secrecy), now);
            packet = Decide(packet, new PacketCommand.Add(by, enclosure), now);
            if (!alone) { Keep(packet); }

            return packet.Id;
        }

        private void Keep(Packet packet)
        {
            if (packet.Enclosures.Length < Sealing.EnclosuresMax) { _ordinary[packet.Receiver] = packet; }
            else { _ordinary.Remove(packet.Receiver); }
        }

        private Packet Decide(Packet? packet, PacketCommand command, DateTimeOffset now)
        {
            if (PacketRules.Decide(packet, command, now) is not PacketOutcome.Decided { Events: var events })
            {
                throw new InvalidOperationException($"An open packet refused {command.GetType().Name}.");
            }

            Packet next = events.IsEmpty ? packet! : PacketFold.Evolve(packet, events);
            if (!_events.TryGetValue(next.Id, out ImmutableArray<Recorded<PacketEvent>>.Builder? log))
            {
                _events[next.Id] = log = ImmutableArray.CreateBuilder<Recorded<PacketEvent>>();
            }

            log.AddRange(events);
            return next;
        }
    }
}
