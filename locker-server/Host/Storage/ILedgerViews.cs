using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Storage;

/// <summary>
/// What pages and calls look at. Whoever asks filters by <see cref="Core.Access.Rights"/> before showing anything.
/// </summary>
public interface ILedgerViews
{
    /// <summary>In the order of their numbers, at most the filter's limit.</summary>
    Task<IReadOnlyList<Packet>> Packets(PacketFilter filter);

    /// <summary>Open packets of a sender into which enclosures may still go.</summary>
    Task<IReadOnlyList<Stored<Packet>>> OpenPackets(AgencyCode sender);

    /// <summary>What a cabinet may be asked to take or give: sealed by one agency for another of these, or lying in it.</summary>
    Task<IReadOnlyList<Packet>> PacketsFor(
        CabinetId cabinet, IReadOnlyCollection<AgencyCode> depositing, IReadOnlyCollection<AgencyCode> collecting);

    /// <summary>How many packets an agency sends (or is sent) at each stage.</summary>
    Task<IReadOnlyDictionary<PacketStage, int>> CountBySender(AgencyCode sender);
    Task<IReadOnlyDictionary<PacketStage, int>> CountByReceiver(AgencyCode receiver);

    /// <summary>Documents with a receiver or sender that waits for a person; of one sender, or of all.</summary>
    Task<IReadOnlyList<DispatchedDocument>> WaitingDocuments(AgencyCode? sender, int limit);

    /// <summary>With exactly this number, whoever sent them.</summary>
    Task<IReadOnlyList<DispatchedDocument>> DocumentsNumbered(string number);

    /// <summary>By a part of the number or of the subject.</summary>
    Task<IReadOnlyList<DispatchedDocument>> SearchDocuments(string text, int limit);

    Task<IReadOnlyList<RefusalRow>> Refusals(AgencyCode? owner, int limit);

    Task<IReadOnlyList<Cabinet>> Cabinets();
    Task<IReadOnlyList<Agency>> Agencies();
    Task<IReadOnlyList<Person>> People();
    Task<IReadOnlyList<Person>> PeopleOf(AgencyCode agency);

    /// <summary>Of one stream (<see cref="StreamNames"/>), oldest first.</summary>
    Task<IReadOnlyList<HistoryRow>> History(string stream);

    /// <summary>Of the packets, after a cursor, oldest first.</summary>
    Task<IReadOnlyList<HistoryRow>> PacketHistory(long after, int limit);

    /// <summary>Of everything, after a cursor, oldest first.</summary>
    Task<IReadOnlyList<HistoryRow>> WholeHistory(long after, int limit);

    /// <summary>The streams (<see cref="StreamNames"/>) to which something happened after a cursor, each once.</summary>
    Task<IReadOnlyList<string>> StreamsSince(long cursor);

    /// <summary>The state of a stream as text, straight from the disk: for whoever checks and believes no memory.</summary>
    Task<(long Version, string Text)?> Kept(string stream);

    /// <summary>How many streams have a state: what a check of the whole record must find.</summary>
    Task<long> CountStates();
}
