using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;

namespace SmartLocker.Server.Storage.Deciding;

/// <summary>Turns decided events into the change of a stream; no events, no change.</summary>
internal static class Change
{
    public static ImmutableArray<StreamChange> Of(Stored<Packet>? before, ImmutableArray<Recorded<PacketEvent>> events) =>
        events.IsEmpty ? [] : [new StreamChange.OfPacket(before?.Version ?? 0, PacketFold.Evolve(before?.State, events), events)];

    public static ImmutableArray<StreamChange> Of(Stored<Cabinet>? before, ImmutableArray<Recorded<CabinetEvent>> events) =>
        events.IsEmpty ? [] : [new StreamChange.OfCabinet(before?.Version ?? 0, CabinetFold.Evolve(before?.State, events),
            events)];

    public static ImmutableArray<StreamChange> Of(
        Stored<DispatchedDocument>? before, ImmutableArray<Recorded<DocumentEvent>> events) =>
        events.IsEmpty
            ? []
            : [new StreamChange.OfDocument(before?.Version ?? 0, DocumentEvent.Evolve(before?.State, events), events)];

    public static StreamChange Of(Stored<Agency>? before, Recorded<AgencyEvent> happened) =>
        new StreamChange.OfAgency(before?.Version ?? 0, AgencyEvent.Evolve(before?.State, happened), [happened]);

    public static StreamChange Of(Stored<Person>? before, Recorded<PersonEvent> happened) =>
        new StreamChange.OfPerson(before?.Version ?? 0, PersonEvent.Evolve(before?.State, happened)!, [happened]);
}
