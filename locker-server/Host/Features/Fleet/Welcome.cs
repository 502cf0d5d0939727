using SmartLocker.Server.Core.Fleet;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>What a new stream is told.</summary>
/// <param name="Epoch">Goes with every question of this stream.</param>
/// <param name="AckedUpTo">The cabinet resends from the entry after it.</param>
/// <param name="Quarantined">Why its journal is not taken; nothing when it is.</param>
public sealed record Welcome(long Epoch, long AckedUpTo, QuarantineReason? Quarantined, DateTimeOffset ServerTime);
