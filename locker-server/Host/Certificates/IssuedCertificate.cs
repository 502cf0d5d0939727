using System.Collections.Immutable;

namespace SmartLocker.Server.Certificates;

/// <summary>What a machine gets: its chain in DER, its own certificate first, and when to ask for the next one.</summary>
internal sealed record IssuedCertificate(ImmutableArray<ImmutableArray<byte>> Chain, DateTimeOffset RenewAfter);
