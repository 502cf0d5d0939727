using System.Collections.Immutable;

namespace SmartLocker.Server.Certificates;

/// <summary>Machines whose certificates hold and are not believed any more (CL-74).</summary>
internal sealed class DeniedPeers
{
    private ImmutableHashSet<PeerIdentity> _denied = [];

    public bool Contains(PeerIdentity identity) => Volatile.Read(ref _denied).Contains(identity);

    public void Add(PeerIdentity identity) => ImmutableInterlocked.Update(ref _denied, denied => denied.Add(identity));

    public void Remove(PeerIdentity identity) => ImmutableInterlocked.Update(ref _denied, denied => denied.Remove(identity));
}
