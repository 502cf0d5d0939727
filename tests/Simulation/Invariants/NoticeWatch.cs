using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;
using SmartLocker.Simulation.World;
using static SmartLocker.Simulation.Server.Ended;

namespace SmartLocker.Simulation.Invariants;

/// <summary>Whoever is to be told is told, at least once, by one id, and nobody else.</summary>
internal sealed class NoticeWatch(City city)
{
    private readonly Dictionary<string, long> _sent = [];
    private readonly HashSet<PacketId> _told = [];

    public void Sent(OutboxRow row)
    {
        Notice notice = row.Notice;
        bool same = _sent.TryAdd(notice.Key, row.Id) || _sent[notice.Key] == row.Id;
        city.Watch.Hold(same, 19, $"{notice.Key} went under {_sent[notice.Key]} and {row.Id}");
        _told.Add(notice.Packet);
        AgencyCode receiver = Now(city.Store.Ledger.FindPacket(notice.Packet))!.State.Receiver;
        bool theirs = notice.Recipient is not { } person || city.People.Any(one => one.Id == person && one.Agency == receiver);
        city.Watch.Hold(theirs, 19, $"{notice.Recipient} is told of {notice.Packet} for {receiver}");
        city.Watch.Secrets.Told(notice.Subject + notice.Body);
    }

    public void AtTheEnd()
    {
        foreach (Packet packet in Now(city.Store.Ledger.Views.Packets(
            new PacketFilter { Stages = [PacketStage.Deposited, PacketStage.PickedUp, PacketStage.Receipted] })))
        {
            city.Watch.Hold(_told.Contains(packet.Id), 19, $"nobody was told of {packet.Id}");
        }
    }
}
