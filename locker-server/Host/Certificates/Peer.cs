namespace SmartLocker.Server.Certificates;

/// <summary>A machine as its certificate shows it: who it is, and in which generation it was enrolled (CL-74).</summary>
public sealed record Peer(PeerIdentity Identity, long Generation);
