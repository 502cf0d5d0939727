using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Limits;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Invariants;

/// <summary>The promises of one cabinet's record, judged by what is on its disk and what its metal does.</summary>
internal sealed class CabinetWatch
{
    /// <summary>News that may wait for a loop which stood still for a minute while somebody flooded the scanner.</summary>
    private const int InboxMax = 2000;

    private readonly City _city;
    private readonly CabinetNode _cabinet;
    private readonly List<string> _hashes = [];
    private Holdings _shadow = Holdings.Empty;
    private Holdings? _compared;
    private ImmutableArray<byte> _lastHash = StoredEntry.NoHash;
    private long _acked;
    private bool _isReplaced;

    /// <summary>Nobody can know before the server has spoken what an old disk, or another's, says wrongly.</summary>
    private bool _isStrange;

    public CabinetWatch(City city, CabinetNode cabinet)
    {
        (_city, _cabinet) = (city, cabinet);
        Releases = new ReleaseWatch(city, cabinet);
        SignIns = new SignInWatch(city, cabinet);
        _isReplaced = cabinet.IsClone;
    }

    public ReleaseWatch Releases { get; }
    /// <summary>In place of the hash of an entry that its own disk does not have any more.</summary>
    public const string Deleted = "deleted";

    public SignInWatch SignIns { get; private set; }

    /// <summary>Of every entry on the disk, the first one first.</summary>
    public IReadOnlyList<string> Hashes => _hashes;

    private long Sequence => _hashes.Count;

    /// <summary>After each start the disk is read anew: what was there before must be there now.</summary>
    public void Booted()
    {
        if (_isReplaced) { Adopt(); }

        long now = _cabinet.Journal!.LastSequence;
        Hold(now >= Sequence, 9, $"{_cabinet.Id} had {Sequence} entries, has {now}");
        Hold(now >= _acked, 9, $"{_cabinet.Id} lost acked entries up to {_acked}");
        ReadOn();
        Compare();
    }

    public void DiskReplaced() => _isReplaced = true;

    /// <summary>A backup knows less than was acknowledged after it.</summary>
    public void ServerForgets() => _acked = 0;

    /// <summary>What was just appended is read back from the disk: only that counts.</summary>
    public void Journaled(ImmutableArray<Entry> entries)
    {
        Hold(entries[0].Sequence == Sequence + 1, 10, $"{_cabinet.Id} wrote {entries[0].Sequence} after {Sequence}");
        ReadOn();
        long said = entries[^1].Sequence;
        Hold(Sequence == said, 9, $"{_cabinet.Id} said {said} is durable, the disk ends at {Sequence}");
    }

    public void Acked(long upTo)
    {
        Hold(upTo >= _acked, 9, $"{_cabinet.Id} is acked {upTo} after {_acked}");
        Hold(upTo <= Sequence, 9, $"{_cabinet.Id} is acked {upTo}, its journal ends at {Sequence}");
        _acked = Math.Max(_acked, upTo);
    }

    public void Check()
    {
        if (_cabinet.State is not { } state) { return; }

        Bounded(state);
        if (ReferenceEquals(state.Holdings, _compared)) { return; }

        Compare();
        _isStrange &= !state.Link.IsUp;
        if (!_isStrange && !_cabinet.IsClone && IsAtRest(state)) { LooksBehindDoors(state.Holdings); }

        foreach ((int number, CompartmentHoldings held) in state.Holdings.Compartments)
        {
            if (held.Packets.Count < 2) { continue; }

            // Of a label that nobody knows any more the cabinet has no receiver, and lets nobody have what lies there.
            int receivers = held.Packets.Values.Select(one => one.Receiver).Where(one => one is not null).Distinct().Count();
            Hold(receivers <= 1, 7, $"{_cabinet.Id}/{number} holds packets of {receivers} agencies");
        }
    }

    public void Compare()
    {
        if (_cabinet.State is not { } state) { return; }

        _compared = state.Holdings;
        bool same = state.Holdings.Digest() == _shadow.Digest();
        Hold(same, 12, $"{_cabinet.Id} holds in memory what its journal does not say");
    }

    /// <summary>What is on another disk was judged where it was written: it is how it is, and things go on from there.</summary>
    private void Adopt()
    {
        Journal journal = _cabinet.Journal!;
        (_isReplaced, _isStrange, _shadow, _acked) = (false, true, journal.Held, 0);
        SignIns = new SignInWatch(_city, _cabinet);
        Releases.DiskReplaced();
        _hashes.Clear();
        _hashes.AddRange(Enumerable.Repeat(Deleted, (int)(journal.FirstSequence - 1)));
        _lastHash = StoredEntry.NoHash;
        while (journal.ReadFrom(Sequence + 1) is { Length: > 0 } batch)
        {
            foreach (StoredEntry stored in batch)
            {
                _lastHash = stored.Hash;
                _hashes.Add(Convert.ToHexStringLower(stored.Hash.AsSpan()));
            }
        }
    }

    /// <summary>Nobody stands there, and nothing is under way that a record could be late for.</summary>
    private static bool IsAtRest(CabinetState state) =>
        state is { Visit: null, Deposits.IsEmpty: true, Pickups.IsEmpty: true, Waiting.IsEmpty: true }
        && state.Holdings is { Visit: null, UnderWay.IsEmpty: true };

    /// <summary>Behind a shut door that the cabinet does not doubt lies what it says, and nothing else.</summary>
    private void LooksBehindDoors(Holdings holdings)
    {
        ILookup<int, PacketId> real = _city.Matter.Inside(_cabinet.Id);
        HashSet<int> doubted = [.. holdings.Faults.Keys.Select(at => at.Compartment)];
        foreach (VirtualDoor door in _cabinet.Doors.All)
        {
            if (!door.IsShut || doubted.Contains(door.Number)) { continue; }

            bool same = holdings.Compartment(door.Number).Packets.Keys.ToHashSet().SetEquals(real[door.Number]);
            Hold(same, 6, $"{_cabinet.Id}/{door.Number} says one thing is inside and another lies there");
        }
    }

    private void Bounded(CabinetState state)
    {
        Hold(_cabinet.Waiting <= InboxMax, 25, $"{_cabinet.Id} has {_cabinet.Waiting} inputs waiting");
        Hold(state.Link.Nonces.Length <= Orders.NoncesMax, 25, $"{_cabinet.Id} keeps {state.Link.Nonces.Length} nonces");
        int answers = state.Holdings.AnswerOrder.Count;
        Hold(answers <= Holdings.AnswersMax, 25, $"{_cabinet.Id} keeps {answers} answers");
        Hold(state.Waiting.Length <= state.Doors.Length, 25, $"{_cabinet.Id} has {state.Waiting.Length} releases waiting");
        Hold(state.Refusals.Length <= Flood.PerMinute, 25, $"{_cabinet.Id} keeps {state.Refusals.Length} refusals");
        int orders = state.OrderRefusals.Length;
        Hold(orders <= Flood.PerMinute, 25, $"{_cabinet.Id} keeps {orders} refused orders");
    }

    private void ReadOn()
    {
        while (_cabinet.Journal!.ReadFrom(Sequence + 1) is { Length: > 0 } batch)
        {
            foreach (StoredEntry stored in batch)
            {
                Hold(stored.Sequence == Sequence + 1, 10, $"{_cabinet.Id} has {stored.Sequence} after {Sequence}");
                bool follows = stored.PreviousHash.AsSpan().SequenceEqual(_lastHash.AsSpan()) && stored.HashHolds();
                Hold(follows, 15, $"{_cabinet.Id} entry {stored.Sequence} does not follow from the one before");
                _city.Watch.Secrets.Written(_cabinet.Id, stored.Record.AsSpan());
                (_lastHash, Entry entry) = (stored.Hash, EntryWire.Read(stored.Record.AsSpan()).Entry);
                _hashes.Add(Convert.ToHexStringLower(stored.Hash.AsSpan()));
                Note(entry);
            }
        }
    }

    private void Note(Entry entry)
    {
        if (entry.Fact is Fact.PacketDeposited put)
        {
            bool joins = _shadow.Compartment(put.Compartment).Packets.Values
                .All(beside => put.Receiver is not null && beside.Receiver == put.Receiver);
            Hold(joins, 7, $"{put.Packet} is laid beside another's, or beside what nobody knows, in {_cabinet.Id}");
        }

        Releases.Note(entry, _shadow);
        SignIns.Note(entry.Fact);
        _city.Markers.Note(entry);
        _shadow = _shadow.Apply(entry.Fact);
        if (entry.Fact is Fact.PacketDeposited deposited)
        {
            VirtualDoor door = _cabinet.Doors[deposited.Compartment];
            Hold(door.IsShut, 21, $"{_cabinet.Id}/{deposited.Compartment} is not shut behind {deposited.Packet}");
        }
    }

    private void Hold(
        bool promise, int invariant,
        [InterpolatedStringHandlerArgument(nameof(promise))] ref BrokenText detail) =>
        _city.Watch.Hold(promise, invariant, ref detail);
}
