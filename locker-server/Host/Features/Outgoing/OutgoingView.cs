using System.Collections.Immutable;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.CabinetPages.Discrepancies;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.Outgoing;

/// <summary>The outgoing packets of the agencies a clerk packs for.</summary>
/// <param name="Packets">Of the chosen tray, in the order they are shown.</param>
/// <param name="Counts">How many packets lie in each tray.</param>
/// <param name="Unresolved">How many documents wait for somebody to look up a receiver.</param>
public sealed record OutgoingView(
    Tray Tray, ImmutableArray<Packet> Packets, ImmutableSortedDictionary<Tray, int> Counts, int Unresolved, Names Names)
{
    /// <summary>What does not fit and is one of these agencies'.</summary>
    public ImmutableArray<OwnDiscrepancy> Discrepancies { get; init; } = [];

    /// <summary>Where the record stood when this was read.</summary>
    public long Cursor { get; init; }
}
