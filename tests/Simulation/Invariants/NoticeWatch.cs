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
    private readonly SortedSet<PacketId> _deposited = [];

    /// <summary>The record says that it waits; one that was collected before the server heard of it needs no notice.</summary>
    public void Deposited(PacketId packet) => _deposited.Add(packet);

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

    /// <summary>It tells again what it does not know that it has told.</summary>
    public void StoreRestored()
    {
        _sent.Clear();
        _deposited.Clear();
    }

    public void AtTheEnd()
    {
        // One that the mail server refused waits for its next hour, and is not lost.
        IReadOnlyList<OutboxRow> waiting = Now(city.Store.Ledger.DueNotices(city.Time.GetUtcNow() + TimeSpan.FromDays(30), 1000));
        _told.UnionWith(waiting.Select(row => row.Notice.Packet));
        foreach (PacketId packet in _deposited)
        {
            city.Watch.Hold(_told.Contains(packet), 19, $"nobody was told of {packet}");
        }
    }
}
