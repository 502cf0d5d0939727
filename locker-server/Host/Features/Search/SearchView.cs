using System.Collections.Immutable;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.Search;

/// <summary>What was looked for, and the enclosures of visible packets that match.</summary>
public sealed record SearchView(string Query, ImmutableArray<SearchHit> Hits, bool More, Names Names);

/// <summary>One enclosure that matches, in the packet it travels in.</summary>
public sealed record SearchHit(Packet Packet, Enclosure Enclosure);
