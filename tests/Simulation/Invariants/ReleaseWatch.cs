using System.Runtime.CompilerServices;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.People;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Invariants;

/// <summary>The promises about opening a door: allowed, in time, once, that door alone, for the right people.</summary>
internal sealed class ReleaseWatch(City city, CabinetNode cabinet)
{
    /// <summary>CL-52, I-2: no authorisation lives longer, whatever it says of itself.</summary>
    private static readonly TimeSpan LifeMax = TimeSpan.FromSeconds(30);

    /// <summary>I-2: no sequence outlasts its start by more.</summary>
    private static readonly TimeSpan SequenceMax = TimeSpan.FromSeconds(10);

    /// <summary>I-20: older knowledge lets nobody at 密 (desired state must be so fresh, or the server is asked).</summary>
    private static readonly TimeSpan StaleMax = TimeSpan.FromMinutes(16);

    private readonly Dictionary<CommandId, (Fact.ReleaseIntended Intent, string Boot, TimeSpan At)> _intents = [];
    private readonly HashSet<CommandId> _ended = [];
    private readonly Dictionary<CommandId, (int Count, TimeSpan First)> _pulses = [];
    private readonly HashSet<string> _spent = [];
    private readonly Dictionary<string, (TimeSpan At, long Epoch)> _nonces = [];
    private readonly List<TimeSpan> _fromAfar = [];
    private readonly Dictionary<CommandId, (string Nonce, TimeSpan TimeToLive)> _orders = [];

    /// <summary>An empty disk, an old one and another's know nothing of the hour before; somebody stands there.</summary>
    public void DiskReplaced() => _fromAfar.Clear();

    public void NonceIssued(string nonce) => _nonces[nonce] = (city.Agenda.Now, cabinet.State!.Link.Epoch);

    public void Ordered(ServerOrder.Open order) => _orders.TryAdd(order.Command, (order.Nonce, order.TimeToLive));

    public void Note(Entry entry, Holdings before)
    {
        switch (entry.Fact)
        {
            case Fact.ReleaseIntended intent:
                Intended(intent, entry.BootId, before);
                break;
            case Fact.ReleaseEnded ended:
                Hold(_ended.Add(ended.Command), 3, $"{cabinet.Id} ends {ended.Command} twice");
                break;
            default:
                break;
        }
    }

    public void Pulsed(CabinetEffect.PulseLatch pulse)
    {
        bool known = _intents.TryGetValue(pulse.Command, out (Fact.ReleaseIntended Intent, string Boot, TimeSpan At) found);
        Hold(known, 1, $"{cabinet.Id} pulses {pulse.Compartment} for {pulse.Command}, which no entry intends");
        if (!known) { return; }

        int meant = found.Intent.Compartment;
        Hold(meant == pulse.Compartment, 5, $"{cabinet.Id} pulses {pulse.Compartment}, intended {meant}");
        Hold(!_ended.Contains(pulse.Command), 3, $"{cabinet.Id} pulses again for {pulse.Command}, which has ended");
        Hold(found.Boot == cabinet.BootId, 3, $"{cabinet.Id} pulses for {pulse.Command} of an earlier start");
        (int count, TimeSpan first) = _pulses.GetValueOrDefault(pulse.Command, (0, city.Agenda.Now));
        _pulses[pulse.Command] = (++count, first);
        int attempts = cabinet.Model.BankOf(cabinet.Model.Compartment(pulse.Compartment)).Attempts.Length;
        Hold(count <= attempts, 3, $"{cabinet.Id} gave pulse {count} of {attempts} for {pulse.Command}");
        Hold(pulse.Attempt == count, 3, $"{cabinet.Id} calls pulse {count} attempt {pulse.Attempt}");
        InTime(pulse.Command, found.Intent, found.At, first);
    }

    private void InTime(CommandId command, Fact.ReleaseIntended intent, TimeSpan intendedAt, TimeSpan first)
    {
        TimeSpan now = city.Agenda.Now;
        Hold(first - intendedAt <= LifeMax, 2, $"{cabinet.Id} begins {command} {first - intendedAt} after its intent");
        Hold(now - first <= SequenceMax, 2, $"{cabinet.Id} pulses for {command} {now - first} after the first pulse");
        if (intent.Authorisation is not Authorisation.Nonce nonce) { return; }

        bool issued = _nonces.TryGetValue(nonce.Value, out (TimeSpan At, long Epoch) of);
        TimeSpan at = of.At;
        Hold(issued, 1, $"{cabinet.Id} opens by a nonce that it never issued");
        TimeSpan life = _orders.TryGetValue(command, out (string Nonce, TimeSpan TimeToLive) order) && order.TimeToLive < LifeMax
            ? order.TimeToLive : LifeMax;
        Hold(!issued || first - at <= life, 2, $"{cabinet.Id} begins {command} {first - at} after its nonce, allowed {life}");
    }

    private void Intended(Fact.ReleaseIntended intent, string boot, Holdings before)
    {
        city.Watch.Codes.Intended(cabinet, intent);
        bool first = _intents.TryAdd(intent.Command, (intent, boot, city.Agenda.Now));
        Hold(first, 3, $"{cabinet.Id} intends {intent.Command} twice");
        string? once = intent.Authorisation switch
        {
            Authorisation.Nonce nonce => nonce.Value,
            Authorisation.Checked check => check.CheckId,
            Authorisation.AssignedLocally local => local.AssignmentId,
            _ => null,
        };
        Hold(once is null || _spent.Add(once), 4, $"{cabinet.Id} opens twice by {once}");
        Hold(intent.Actors.Length > 0 && IsGround(intent), 1, $"{cabinet.Id}: {intent} has no ground");
        if (intent.Authorisation is Authorisation.Nonce given) { FromAfar(given.Value); }
        if (intent is { Purpose: ReleasePurpose.Deposit, Authorisation: not Authorisation.Reopens })
        {
            bool sound = !before.Faults.Keys.Any(at => at.Compartment == intent.Compartment);
            Hold(sound, 8, $"{cabinet.Id}/{intent.Compartment} is given to a packet with a fault");
        }

        if (intent.Purpose == ReleasePurpose.Pickup)
        {
            bool known = !before.HasFault(FaultName.ContentsUnknown, intent.Compartment);
            Hold(known, 6, $"{cabinet.Id}/{intent.Compartment} is opened for a pickup, and nobody knows what lies inside");
        }

        foreach (PacketId packet in intent.Packets) { Allowed(intent, packet); }
    }

    /// <summary>CL-51 and CL-55: on the stream of the nonce alone, and never more than the cabinet itself allows.</summary>
    private void FromAfar(string nonce)
    {
        TimeSpan now = city.Agenda.Now;
        _fromAfar.Add(now);
        long epoch = cabinet.State?.Link.Epoch ?? 0;
        bool sameStream = _nonces.TryGetValue(nonce, out (TimeSpan At, long Epoch) of) && of.Epoch == epoch;
        Hold(sameStream, 4, $"{cabinet.Id} opens in epoch {epoch} by a nonce of epoch {of.Epoch}");
        int minute = _fromAfar.Count(at => now - at < TimeSpan.FromMinutes(1));
        Hold(minute <= Orders.OpensPerMinute, 1, $"{cabinet.Id} opens {minute} doors from afar within a minute");
        int hour = _fromAfar.Count(at => now - at < TimeSpan.FromHours(1));
        int allowed = Math.Max(1, cabinet.Model.Compartments.Length / 10);
        Hold(hour <= allowed, 1, $"{cabinet.Id} opens {hour} doors from afar within an hour, allowed {allowed}");
    }

    /// <summary>密 takes two of the receiver, one of them named; and nobody who was withdrawn a while ago.</summary>
    private void Allowed(Fact.ReleaseIntended intent, PacketId number)
    {
        bool takes = intent.Purpose is ReleasePurpose.Pickup
            || (intent.Purpose is ReleasePurpose.Reopen && intent.Authorisation is not Authorisation.Assigned);
        if (!takes || city.Labels.Find(number) is not { IsConfidential: true } packet) { return; }
        if (packet.Stage is PacketStage.Sealed or PacketStage.Open) { return; } // Its depositor opens its own door again.

        Somebody[] people = [.. city.People.Where(one => intent.Actors.Contains(one.Id) && one.Agency == packet.Receiver)];
        bool two = people.Length >= 2 && packet.Openers.Overlaps(intent.Actors);
        Hold(two || IsDepositor(intent, packet), 17, $"{cabinet.Id} opens for {number} to {string.Join(' ', intent.Actors)}");
        foreach (PersonId actor in intent.Actors)
        {
            bool fresh = !city.Watch.WithdrawnAt.TryGetValue(actor, out TimeSpan at) || city.Agenda.Now - at <= StaleMax;
            Hold(fresh, 20, $"{cabinet.Id} opens for {number} to {actor}, withdrawn at {at}");
        }
    }

    /// <summary>Within the visit of the deposit, before anybody else could come.</summary>
    private bool IsDepositor(Fact.ReleaseIntended intent, Packet packet) =>
        intent.Actors is [var only] && city.People.FirstOrDefault(one => one.Id == only)?.Agency == packet.Sender;

    /// <summary>An authorisation is one only for what it is about.</summary>
    private bool IsGround(Fact.ReleaseIntended intent) => (intent.Purpose, intent.Authorisation) switch
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

    private void Hold(
        bool promise, int invariant,
        [InterpolatedStringHandlerArgument(nameof(promise))] ref BrokenText detail) =>
        city.Watch.Hold(promise, invariant, ref detail);
}
