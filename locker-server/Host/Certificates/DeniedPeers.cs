using System.Collections.Immutable;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Certificates;

/// <summary>
/// Machines whose certificates hold and are not believed any more (CL-74): what the ledger says, at hand for each handshake.
/// </summary>
/// <remarks>Until the ledger was read everybody is denied: a server that has just started lets nobody slip in.</remarks>
internal sealed class DeniedPeers
{
    private ImmutableSortedDictionary<CabinetId, MachineStanding>? _standings;

    /// <summary>Another one whenever somebody's standing changed.</summary>
    public object? Mark => Volatile.Read(ref _standings);

    public bool Contains(Peer peer) =>
        Volatile.Read(ref _standings) is not { } known
        || (peer.Identity is PeerIdentity.Cabinet { Id: var cabinet }
            && known.TryGetValue(cabinet, out MachineStanding? standing)
            && !standing.Believes(peer.Generation));

    /// <summary>At the start, once; from then on whoever decides says so with <see cref="Note"/>.</summary>
    public async Task Read(ILedger ledger)
    {
        IReadOnlyList<Cabinet> cabinets = await ledger.Views.Cabinets();
        Volatile.Write(
            ref _standings, cabinets.ToImmutableSortedDictionary(cabinet => cabinet.Id, cabinet => cabinet.Machine));
    }

    public void Note(CabinetId cabinet, MachineStanding standing) =>
        ImmutableInterlocked.Update(ref _standings, known => known?.SetItem(cabinet, standing));
}
