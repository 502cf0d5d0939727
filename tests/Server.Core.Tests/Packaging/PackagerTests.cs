using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using static SmartLocker.Server.Core.Tests.Packets.Sample;

namespace SmartLocker.Server.Core.Tests.Packaging;

/// <summary>併封: one cover for one sender and one receiver; 密 alone; nobody guessed.</summary>
public sealed class PackagerTests
{
    private static readonly AgencyCode Police = AgencyCode.Parse("327240000K");

    [Fact]
    public void Two_documents_for_one_receiver_share_a_packet()
    {
        PackOutcome first = Pack(Taken(1, Secrecy.Ordinary, Health, Police), []);
        Assert.Equal(2, first.PacketEvents.Count);
        Packet[] open = [.. first.PacketEvents.Values.Select(events => PacketFold.Evolve(null, events))];

        PackOutcome second = Pack(Taken(2, Secrecy.Ordinary, Health), open, from: 50);
        Assert.Equal(open.Single(packet => packet.Receiver == Health).Id, Assert.Single(second.PacketEvents).Key);
    }

    [Fact]
    public void A_confidential_document_never_shares_and_shows_no_subject()
    {
        PackOutcome packed = Pack(Taken(1, Secrecy.Confidential, Health, Health), [Open()]);
        Packet[] packets = [.. packed.PacketEvents.Values.Select(events => PacketFold.Evolve(null, events))];
        Assert.Equal(2, packets.Length);
        Assert.All(packets, packet => Assert.Equal(DocumentWords.SubjectWithheld, Assert.Single(packet.Enclosures).Subject));
    }

    [Fact]
    public void A_sealed_or_full_packet_takes_nothing_more()
    {
        Assert.NotEqual(Number, Assert.Single(Pack(Taken(1, Secrecy.Ordinary, Health), [Sealed()]).PacketEvents).Key);
        Assert.NotEqual(Number, Assert.Single(Pack(Taken(1, Secrecy.Ordinary, Health), [Open(letters: 200)]).PacketEvents).Key);
    }

    [Fact]
    public void Whoever_is_not_known_waits_and_is_neither_dropped_nor_guessed()
    {
        DispatchedDocument document = Taken(1, Secrecy.Ordinary, Health, null);
        PackOutcome packed = Pack(document, []);
        DispatchedDocument after = DocumentEvent.Evolve(document, packed.DocumentEvents);
        Assert.True(after.IsWaiting);
        Assert.IsType<EnclosureStanding.Packed>(after.Enclosures[0]);
        Assert.IsType<EnclosureStanding.Waiting>(after.Enclosures[1]);
        Assert.Empty(Pack(document with { Sender = null }, []).PacketEvents);
    }

    /// <summary>Every resolved copy is in exactly one packet of its receiver, whatever the drop looks like.</summary>
    [Fact]
    public void No_copy_is_lost_doubled_or_put_with_another_receivers()
    {
        for (int seed = 1; seed <= 100; seed++)
        {
            Random chance = new(seed);
            List<Packet> packets = [];
            Dictionary<EnclosureId, AgencyCode> expected = [];
            for (int number = 1; number <= 8; number++)
            {
                AgencyCode?[] receivers = [.. Enumerable.Range(0, chance.Next(6)).Select(_ => chance.Next(4) switch
                {
                    0 => (AgencyCode?)null, 1 => Health, 2 => Police, _ => East,
                })];
                DispatchedDocument document = Taken(number, chance.Next(4) == 0 ? Secrecy.Confidential : Secrecy.Ordinary,
                    receivers);
                foreach ((int index, AgencyCode? receiver) in receivers.Index())
                {
                    if (receiver is { } known) { expected[new EnclosureId(document.Id, index)] = known; }
                }

                foreach ((PacketId id, var events) in Pack(document, packets, number * 100).PacketEvents)
                {
                    Packet? before = packets.Find(packet => packet.Id == id);
                    packets.RemoveAll(packet => packet.Id == id);
                    packets.Add(PacketFold.Evolve(before, events));
                }
            }

            Assert.Equal(
                expected.OrderBy(one => one.Key).Select(one => (one.Key, one.Value)),
                packets.SelectMany(packet => packet.Enclosures.Select(enclosure => (enclosure.Id,
                    packet.Receiver))).OrderBy(one => one.Id));
            Assert.All(packets.Where(packet => packet.IsConfidential), packet => Assert.Single(packet.Enclosures));
        }
    }

    [Fact]
    public void A_document_without_receivers_waits_until_a_person_closes_its_list()
    {
        DispatchedDocument nobody = Taken(1, Secrecy.Ordinary);
        Assert.True(nobody.IsWaiting);
        DispatchedDocument named = Learn(nobody, new DocumentEvent.ReceiverNamed(Health, "衛生局"));
        Assert.True(named.IsWaiting);
        Enclosure enclosure = Assert.Single(Assert.Single(Pack(named, []).PacketEvents).Value
            .Select(one => one.Event).OfType<PacketEvent.EnclosureAdded>()).Enclosure;
        Assert.Equal(("衛生局", new EnclosureId(named.Id, 0)), (enclosure.For, enclosure.Id));
        Assert.False(Learn(named, new DocumentEvent.ReceiversClosed()).IsWaiting);
        Assert.False(Learn(nobody, new DocumentEvent.ReceiversClosed()).IsWaiting);
    }

    private static DispatchedDocument Learn(DispatchedDocument document, DocumentEvent learned) =>
        DocumentEvent.Evolve(document, new Recorded<DocumentEvent>(At(1), Actor.DocumentSystem(East), learned));

    private static PackOutcome Pack(DispatchedDocument document, IEnumerable<Packet> open, int from = 1) => Packager.Pack(
        document, open, [.. Enumerable.Range(from, 20).Select(number => PacketId.FromDigits($"{number:000000000000}"))],
        Actor.DocumentSystem(East), At(1));

    private static DispatchedDocument Taken(int number, Secrecy secrecy, params AgencyCode?[] receivers)
    {
        Document document = new()
        {
            Kind = "函",
            Number = $"東區民字第{number}號",
            Date = null,
            Urgency = Urgency.Ordinary,
            Secrecy = secrecy,
            Subject = "檢送會議紀錄",
            Senders = [new Sender("東區區公所", East, null)],
            Receivers = [.. receivers.Select(code => new Receiver { Name = $"{code}", Code = code,
                IsResolved = code is not null })],
        };
        return DocumentEvent.Evolve(null, new Recorded<DocumentEvent>(
            At(0), Actor.DocumentSystem(East), new DocumentEvent.TakenIn(DocumentId.Parse($"document-{number}"), document, East,
                "a.di")));
    }
}
