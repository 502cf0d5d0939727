using System.Net;
using System.Net.Sockets;

namespace SmartLocker.Server.Rpc.Peers;

/// <summary>Who is greeted, and who is next: whoever has the fewest turns, of those who was served longest ago.</summary>
/// <remarks>
/// Turns and places are shared out by address, so a thousand connections of one address hold up that address alone; when nobody
/// else waits it has all turns, because a city may well come from one address. No clock, no I/O; not thread-safe.
/// </remarks>
internal sealed class HandshakeLine(int atOnce, int waitingMax)
{
    private static readonly Comparer<Caller> Next =
        Comparer<Caller>.Create(static (one, other) => (one.Turns, one.Served).CompareTo((other.Turns, other.Served)));

    private readonly Dictionary<IPAddress, Caller> _callers = [];
    private readonly SortedSet<Caller> _inLine = new(Next);
    private int _turns;
    private long _served;

    public int Waiting { get; private set; }

    /// <summary>The address that shares: a host has a whole /64 of IPv6 to itself, and counts as one.</summary>
    public static IPAddress CallerOf(EndPoint? from)
    {
        if (from is not IPEndPoint { Address: var address }) { return IPAddress.None; }
        if (address.IsIPv4MappedToIPv6) { return address.MapToIPv4(); }
        if (address.AddressFamily is not AddressFamily.InterNetworkV6) { return address; }

        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    /// <summary>Gets a turn, or a place in the line.</summary>
    /// <returns>Who is turned away because the line is full; nobody (null) as a rule.</returns>
    public Place? Join(Place place)
    {
        if (!_callers.TryGetValue(place.From, out Caller? caller))
        {
            _callers[place.From] = caller = new Caller { Served = ++_served };
        }

        Place? away = _turns >= atOnce && Waiting >= waitingMax ? LeastMissed(caller) ?? place : null;
        if (away == place)
        {
            place.Standing = PlaceStanding.TurnedAway;
            Forget(place.From, caller);
            return place;
        }

        if (away is not null)
        {
            Quit(away);
            away.Standing = PlaceStanding.TurnedAway;
        }

        _inLine.Remove(caller);
        place.Node = caller.Waiting.AddLast(place);
        _inLine.Add(caller);
        Waiting++;
        GiveNext();
        return away;
    }

    /// <summary>Its turn is over, or it went away while it waited. Again it means nothing.</summary>
    /// <returns>Whose turn it is now; nobody's (null) when nobody waits or all turns are taken still.</returns>
    public Place? Leave(Place place)
    {
        if (place.Standing == PlaceStanding.Waiting) { Quit(place); }
        if (place.Standing != PlaceStanding.Turn) { return null; }

        place.Standing = PlaceStanding.Over;
        Caller caller = _callers[place.From];
        _inLine.Remove(caller);
        (caller.Turns, _turns) = (caller.Turns - 1, _turns - 1);
        if (caller.Waiting.Count > 0) { _inLine.Add(caller); }

        Forget(place.From, caller);
        return GiveNext();
    }

    private Place? GiveNext()
    {
        if (_turns >= atOnce || _inLine.Min is not { } caller) { return null; }

        _inLine.Remove(caller);
        Place place = caller.Waiting.First!.Value;
        caller.Waiting.RemoveFirst();
        (place.Standing, caller.Served, caller.Turns) = (PlaceStanding.Turn, ++_served, caller.Turns + 1);
        (_turns, Waiting) = (_turns + 1, Waiting - 1);
        if (caller.Waiting.Count > 0) { _inLine.Add(caller); }

        return place;
    }

    /// <summary>
    /// The newest of the address that has most places. Nobody (null) when the one that comes has its share of the line already.
    /// </summary>
    private Place? LeastMissed(Caller comes) =>
        comes.Waiting.Count >= waitingMax / _callers.Count
            ? null
            : _inLine.MaxBy(caller => caller.Waiting.Count)?.Waiting.Last?.Value;

    private void Quit(Place place)
    {
        Caller caller = _callers[place.From];
        _inLine.Remove(caller);
        caller.Waiting.Remove(place.Node!);
        (place.Standing, Waiting) = (PlaceStanding.Over, Waiting - 1);
        if (caller.Waiting.Count > 0) { _inLine.Add(caller); }

        Forget(place.From, caller);
    }

    private void Forget(IPAddress address, Caller caller)
    {
        if (caller is { Turns: 0, Waiting.Count: 0 }) { _callers.Remove(address); }
    }

    /// <summary>What one connection has of the line.</summary>
    internal class Place(IPAddress from)
    {
        public IPAddress From => from;
        public PlaceStanding Standing { get; set; }
        public LinkedListNode<Place>? Node { get; set; }
    }

    internal enum PlaceStanding
    {
        Waiting,
        Turn,
        TurnedAway,
        Over,
    }

    /// <remarks>In the sorted set by what is written here: taken out before it changes.</remarks>
    private sealed class Caller
    {
        public LinkedList<Place> Waiting { get; } = [];
        public int Turns { get; set; }

        /// <summary>When it got its last turn, as a number of its own.</summary>
        public required long Served { get; set; }
    }
}
