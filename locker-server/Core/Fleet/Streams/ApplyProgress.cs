using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;

namespace SmartLocker.Server.Core.Fleet.Streams;

/// <summary>A cabinet and the packets a batch names, as they are after the entries taken so far; local to one decision.</summary>
internal sealed class ApplyProgress(Cabinet cabinet, ImmutableSortedDictionary<PacketId, Packet> packets)
{
    private ImmutableSortedDictionary<PacketId, Packet> _packets = packets;

    public Cabinet Cabinet { get; private set; } = cabinet;

    public ImmutableArray<Recorded<CabinetEvent>> CabinetEvents { get; private set; } = [];

    public ImmutableSortedDictionary<PacketId, ImmutableArray<Recorded<PacketEvent>>> PacketEvents { get; private set; } =
        ImmutableSortedDictionary<PacketId, ImmutableArray<Recorded<PacketEvent>>>.Empty;

    public Packet? Packet(PacketId id) => _packets.GetValueOrDefault(id);

    public void Happened(DateTimeOffset at, Actor by, CabinetEvent what)
    {
        Recorded<CabinetEvent> recorded = new(at, by, what);
        CabinetEvents = CabinetEvents.Add(recorded);
        Cabinet = CabinetFold.Evolve(Cabinet, recorded);
    }

    /// <summary>A report about a packet; of one that the server does not know, nothing can be recorded with it.</summary>
    public void Report(PacketId id, PacketCommand report, DateTimeOffset at)
    {
        if (Packet(id) is not { } packet
            || PacketRules.Decide(packet, report, at) is not PacketOutcome.Decided decided) { return; }
        if (decided.Events.IsEmpty) { return; }

        _packets = _packets.SetItem(id, PacketFold.Evolve(packet, decided.Events));
        PacketEvents = PacketEvents.SetItem(id, [.. PacketEvents.GetValueOrDefault(id, []), .. decided.Events]);
    }
}
