using System.Collections.Immutable;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Packaging;

/// <summary>What packaging did: events of the document, and of each packet it opened or added to.</summary>
public sealed record PackOutcome(
    ImmutableArray<Recorded<DocumentEvent>> DocumentEvents,
    ImmutableSortedDictionary<PacketId, ImmutableArray<Recorded<PacketEvent>>> PacketEvents);
