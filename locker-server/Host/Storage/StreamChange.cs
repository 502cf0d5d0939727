using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packaging;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Storage;

/// <summary>New events of one stream and the state they lead to (closed family).</summary>
public abstract record StreamChange
{
    private StreamChange(string stream, long expectedVersion) => (Stream, ExpectedVersion) = (stream, expectedVersion);

    /// <summary>Kind and id, such as packet/P1234567890124.</summary>
    public string Stream { get; }

    /// <summary>The version the events were decided on; 0 for a new stream.</summary>
    public long ExpectedVersion { get; }

    public sealed record OfPacket(long Expected, Packet Next, ImmutableArray<Recorded<PacketEvent>> Events)
        : StreamChange(StreamNames.Of(Next.Id), Expected);

    public sealed record OfCabinet(long Expected, Cabinet Next, ImmutableArray<Recorded<CabinetEvent>> Events)
        : StreamChange(StreamNames.Of(Next.Id), Expected);

    public sealed record OfDocument(long Expected, DispatchedDocument Next, ImmutableArray<Recorded<DocumentEvent>> Events)
        : StreamChange(StreamNames.Of(Next.Id), Expected);

    public sealed record OfAgency(long Expected, Agency Next, ImmutableArray<Recorded<AgencyEvent>> Events)
        : StreamChange(StreamNames.Of(Next.Code), Expected);

    public sealed record OfPerson(long Expected, Person Next, ImmutableArray<Recorded<PersonEvent>> Events)
        : StreamChange(StreamNames.Of(Next.Id), Expected);
}
