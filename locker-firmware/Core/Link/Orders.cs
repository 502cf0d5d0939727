using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Link;

/// <summary>What the cabinet itself demands of an operator's order, whatever the server says.</summary>
public static class Orders
{
    public const int NoncesMax = 8;
    public const int OpensPerMinute = 3;

    /// <summary>Characters of a reason that go on record; the server takes no text longer than 1,000.</summary>
    public const int ReasonMax = 200;

    /// <summary>CL-52: at most so long, from the nonce's issue on the cabinet's monotonic clock.</summary>
    public static readonly TimeSpan TimeToLiveMax = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

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

    public static LinkState Count(LinkState link, Uptime now) =>
        link with { Opens = [.. link.Opens.Where(at => now - at < Hour), now] };

    /// <summary>No pulse starts after this moment.</summary>
    public static Uptime Deadline(IssuedNonce nonce, TimeSpan timeToLive) =>
        nonce.At + (timeToLive < TimeToLiveMax ? timeToLive : TimeToLiveMax);

    /// <param name="epoch">Of the stream that brought the order.</param>
    /// <param name="sight">What the cabinet sees of the compartment.</param>
    /// <returns>Why not; null when it may be carried out.</returns>
    public static CommandRefusal? Judge(LinkState link, long epoch, ServerOrder.Open order, OrderSight sight, Uptime now)
    {
        IssuedNonce? nonce =
            link.Nonces.Where(issued => issued.Value == order.Nonce).Select(issued => (IssuedNonce?)issued).FirstOrDefault();
        return !link.IsUp || epoch != link.Epoch ? CommandRefusal.Fenced
            : nonce is null ? CommandRefusal.NonceUnknown
            : now > Deadline(nonce.Value, order.TimeToLive) ? CommandRefusal.Expired
            : !sight.Exists ? CommandRefusal.NoSuchCompartment
            : !sight.MayPulse ? CommandRefusal.OutOfService
            : sight.IsBusy ? CommandRefusal.Busy
            : sight.NeedsApprover && (order.Approver is null || order.Approver == order.Operator) ? CommandRefusal.NotAllowed
            : IsOverLimit(link, sight.Doors, now) ? CommandRefusal.Limit
            : null;
    }

    private static bool IsOverLimit(LinkState link, int doors, Uptime now) =>
        link.Opens.Count(at => now - at < Minute) >= OpensPerMinute
            || link.Opens.Count(at => now - at < Hour) >= OpensPerHour(doors);
}

/// <summary>What an order is judged by.</summary>
/// <param name="MayPulse">The door was read, and no fault or setting forbids to energise its lock.</param>
/// <param name="NeedsApprover">Something lies inside, or nobody can say that nothing does.</param>
public readonly record struct OrderSight(bool Exists, bool MayPulse, bool IsBusy, bool NeedsApprover, int Doors);
