using System.Collections.Immutable;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Simulation.Cabinets;

namespace SmartLocker.Simulation.Invariants;

/// <summary>The promises of one cabinet, judged by what is on its disk and what its metal does.</summary>
internal sealed class CabinetWatch(Watch watch)
{
    private readonly Dictionary<CommandId, (Fact.ReleaseIntended Intent, string Boot)> _intents = [];
    private readonly HashSet<CommandId> _ended = [];
    private readonly Dictionary<CommandId, int> _pulses = [];
    private readonly HashSet<string> _spent = [];
    private Holdings _shadow = Holdings.Empty;
    private Holdings? _compared;
    private long _sequence;
    private long _acked;

    /// <summary>After each start the disk is read anew: what was there before must be there now.</summary>
    public void Booted(CabinetNode cabinet)
    {
        long before = _sequence;
        long now = cabinet.Journal!.LastSequence;
        watch.Hold(now >= before, 9, $"{cabinet.Id} had {before} entries, has {now}");
        watch.Hold(now >= _acked, 9, $"{cabinet.Id} lost acked entries up to {_acked}");
        ReadOn(cabinet);
        Compare(cabinet);
    }

    /// <summary>What was just appended is read back from the disk: only that counts.</summary>
    public void Journaled(CabinetNode cabinet, ImmutableArray<Entry> entries)
    {
        watch.Hold(entries[0].Sequence == _sequence + 1, 10, $"{cabinet.Id} wrote {entries[0].Sequence} after {_sequence}");
        ReadOn(cabinet);
        long said = entries[^1].Sequence;
        watch.Hold(_sequence == said, 9, $"{cabinet.Id} said {said} is durable, the disk ends at {_sequence}");
    }

    public void Pulsed(CabinetNode cabinet, CabinetEffect.PulseLatch pulse)
    {
        if (!_intents.TryGetValue(pulse.Command, out (Fact.ReleaseIntended Intent, string Boot) found))
        {
            watch.Hold(false, 1, $"{cabinet.Id} pulses {pulse.Compartment} for {pulse.Command}, which no entry intends");
            return;
        }

        int meant = found.Intent.Compartment;
        watch.Hold(meant == pulse.Compartment, 5, $"{cabinet.Id} pulses {pulse.Compartment}, intended {meant}");
        watch.Hold(!_ended.Contains(pulse.Command), 3, $"{cabinet.Id} pulses again for {pulse.Command}, which has ended");
        watch.Hold(found.Boot == cabinet.BootId, 3, $"{cabinet.Id} pulses for {pulse.Command} of an earlier start");
        int pulses = _pulses[pulse.Command] = _pulses.GetValueOrDefault(pulse.Command) + 1;
        int attempts = cabinet.Model.BankOf(cabinet.Model.Compartment(pulse.Compartment)).Attempts.Length;
        watch.Hold(pulses <= attempts, 3, $"{cabinet.Id} gave pulse {pulses} of {attempts} for {pulse.Command}");
        watch.Hold(pulse.Attempt == pulses, 3, $"{cabinet.Id} calls pulse {pulses} attempt {pulse.Attempt}");
    }

    public void Acked(long upTo)
    {
        watch.Hold(upTo >= _acked, 9, $"acked {upTo} after {_acked}");
        watch.Hold(upTo <= _sequence, 9, $"acked {upTo}, the journal ends at {_sequence}");
        _acked = upTo;
    }

    public void Check(CabinetNode cabinet)
    {
        if (cabinet.State is null || ReferenceEquals(cabinet.State.Holdings, _compared)) { return; }

        Compare(cabinet);
        foreach ((int number, CompartmentHoldings held) in _compared!.Compartments)
        {
            int receivers = held.Packets.Values.Select(one => one.Receiver).Distinct().Count();
            watch.Hold(receivers <= 1, 7, $"{cabinet.Id}/{number} holds packets of {receivers} agencies");
        }
    }

    public void Compare(CabinetNode cabinet)
    {
        if (cabinet.State is not { } state) { return; }

        _compared = state.Holdings;
        bool same = state.Holdings.Digest() == _shadow.Digest();
        watch.Hold(same, 12, $"{cabinet.Id} holds in memory what its journal does not say");
    }

    private void ReadOn(CabinetNode cabinet)
    {
        while (cabinet.Journal!.ReadFrom(_sequence + 1) is { Length: > 0 } batch)
        {
            foreach (StoredEntry stored in batch)
            {
                watch.Hold(stored.Sequence == _sequence + 1, 10, $"{cabinet.Id} has {stored.Sequence} after {_sequence}");
                Note(cabinet, EntryWire.Read(stored.Record.AsSpan()).Entry);
                _sequence = stored.Sequence;
            }
        }
    }

    private void Note(CabinetNode cabinet, Entry entry)
    {
        _shadow = _shadow.Apply(entry.Fact);
        switch (entry.Fact)
        {
            case Fact.ReleaseIntended intent:
                Intended(cabinet, intent, entry.BootId);
                break;
            case Fact.ReleaseEnded ended:
                watch.Hold(_ended.Add(ended.Command), 3, $"{cabinet.Id} ends {ended.Command} twice");
                break;
            case Fact.PacketDeposited deposited:
                VirtualDoor door = cabinet.Doors[deposited.Compartment];
                watch.Hold(door.IsShut, 21, $"{cabinet.Id}/{deposited.Compartment} is not shut behind {deposited.Packet}");
                break;
            default:
                break;
        }
    }

    private void Intended(CabinetNode cabinet, Fact.ReleaseIntended intent, string boot)
    {
        watch.Hold(_intents.TryAdd(intent.Command, (intent, boot)), 3, $"{cabinet.Id} intends {intent.Command} twice");
        string? once = intent.Authorisation switch
        {
            Authorisation.Nonce nonce => nonce.Value,
            Authorisation.Checked check => check.CheckId,
            Authorisation.AssignedLocally local => local.AssignmentId,
            _ => null,
        };
        watch.Hold(once is null || _spent.Add(once), 4, $"{cabinet.Id} opens twice by {once}");
        watch.Hold(intent.Actors.Length > 0 && IsGround(cabinet, intent), 1, $"{cabinet.Id}: {intent} has no ground");
    }

    /// <summary>An authorisation is one only for what it is about.</summary>
    private static bool IsGround(CabinetNode cabinet, Fact.ReleaseIntended intent) =>
        (intent.Purpose, intent.Authorisation) switch
        {
            (ReleasePurpose.Deposit, Authorisation.Assigned or Authorisation.AssignedLocally) => intent.Packets.Length == 1,
            (ReleasePurpose.Pickup, Authorisation.Desired desired) =>
                cabinet.State is null || (desired.Version <= cabinet.State.Desired.Version && intent.Packets.Length > 0),
            (ReleasePurpose.Pickup, Authorisation.Checked) => intent.Actors.Distinct().Count() == 2,
            (ReleasePurpose.Operator, Authorisation.Nonce) => true,
            (ReleasePurpose.Reopen, Authorisation.Reopens) => true,
            (ReleasePurpose.Pickup or ReleasePurpose.Deposit, Authorisation.Reopens) => true,
            _ => false,
        };
}
