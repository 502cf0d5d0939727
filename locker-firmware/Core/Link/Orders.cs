using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Limits;

namespace SmartLocker.Firmware.Core.Link;

/// <summary>What the cabinet itself demands of an operator's order, whatever the server says.</summary>
public static class Orders
{
    public const int NoncesMax = 8;
    public const int OpensPerMinute = 3;

    /// <summary>Orders refused for the limit within an hour: so many block opening from afar.</summary>
    public const int OverLimitMax = 3;

    /// <summary>Characters of a reason that go on record; the server takes no text longer than 1,000.</summary>
    public const int ReasonMax = 200;

    /// <summary>CL-52: at most so long, from the nonce's issue on the cabinet's monotonic clock.</summary>
    public static readonly TimeSpan TimeToLiveMax = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Opens from afar within an hour: a tenth of the doors, at least one.</summary>
    public static int OpensPerHour(int doors) => Math.Max(1, doors / 10);

    /// <summary>A new nonce; the oldest of too many is forgotten.</summary>
    public static LinkState Issue(LinkState link, string nonce, Uptime now)
    {
        ImmutableArray<IssuedNonce> alive = [.. link.Nonces.Where(issued => now - issued.At <= TimeToLiveMax)];
        return link with { Nonces = [.. alive.TakeLast(NoncesMax - 1), new IssuedNonce(nonce, now)] };
    }

    /// <summary>A nonce that was presented is spent, whatever comes of the order.</summary>
    public static LinkState Spend(LinkState link, string nonce) =>
        link with { Nonces = link.Nonces.RemoveAll(issued => issued.Value == nonce) };

    /// <summary>No pulse starts after this moment.</summary>
    public static Uptime Deadline(IssuedNonce nonce, TimeSpan timeToLive) =>
        nonce.At + (timeToLive < TimeToLiveMax ? timeToLive : TimeToLiveMax);

    /// <param name="epoch">Of the stream that brought the order.</param>
    /// <param name="sight">What the cabinet sees of the compartment.</param>
    /// <returns>Why not; null when it may be carried out.</returns>
    public static CommandRefusal? Judge(
        LinkState link, LastHour hour, long epoch, ServerOrder.Open order, OrderSight sight, Uptime now)
    {
        IssuedNonce? nonce =
            link.Nonces.Where(issued => issued.Value == order.Nonce).Select(issued => (IssuedNonce?)issued).FirstOrDefault();
        return !link.IsUp || epoch != link.Epoch ? CommandRefusal.Fenced
            : nonce is null ? CommandRefusal.NonceUnknown
            : now > Deadline(nonce.Value, order.TimeToLive) ? CommandRefusal.Expired
            : sight.IsBlocked ? CommandRefusal.Blocked
            : !sight.Exists ? CommandRefusal.NoSuchCompartment
            : !sight.MayPulse ? CommandRefusal.OutOfService
            : sight.IsBusy ? CommandRefusal.Busy
            : sight.NeedsApprover && (order.Approver is null || order.Approver == order.Operator) ? CommandRefusal.NotAllowed
            : IsOverLimit(hour, sight.Doors, now) ? CommandRefusal.Limit
            : null;
    }

    /// <summary>CL-82: the server asks for more than a person at a desk would, and does not stop.</summary>
    public static bool TripsBreaker(LastHour hour, Uptime now) =>
        LastHour.Within(LastHour.Hour, hour.OrdersOverLimit, now) >= OverLimitMax;

    private static bool IsOverLimit(LastHour hour, int doors, Uptime now) =>
        LastHour.Within(Minute, hour.RemoteOpens, now) >= OpensPerMinute
            || LastHour.Within(LastHour.Hour, hour.RemoteOpens, now) >= OpensPerHour(doors);
}

/// <summary>What an order is judged by.</summary>
/// <param name="MayPulse">The door was read, and no fault or setting forbids to energise its lock.</param>
/// <param name="NeedsApprover">Something lies inside, or nobody can say that nothing does.</param>
/// <param name="IsBlocked">The breaker tripped, and nobody at the cabinet has allowed opening from afar since.</param>
public readonly record struct OrderSight(
    bool Exists, bool MayPulse, bool IsBusy, bool NeedsApprover, int Doors, bool IsBlocked);
