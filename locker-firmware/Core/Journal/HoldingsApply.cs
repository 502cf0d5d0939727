using System.Collections.Immutable;
using System.Diagnostics;

namespace SmartLocker.Firmware.Core.Journal;

public sealed partial record Holdings
{
    /// <summary>One fact more. Never refuses: what is in the journal has happened.</summary>
    public Holdings Apply(Fact fact) => (this with { Facts = Facts + 1, LastHour = LastHour.Apply(fact) }).Take(fact);

    private Holdings Take(Fact fact) => fact switch
    {
        Fact.Booted => this,
        Fact.SignedIn signedIn => this with { Visit = signedIn.VisitId, Failures = Failures.Remove(signedIn.Person) },
        Fact.SignInRefused { Reason: SignInRefusal.WrongPin, Person: { } person } =>
            this with { Failures = Failures.SetItem(person, Failures.GetValueOrDefault(person) + 1) },
        Fact.SignInRefused => this,
        Fact.SignedOut signedOut => Visit == signedOut.VisitId ? this with { Visit = null } : this,
        Fact.ReleaseIntended intent =>
            Spent(intent.Code) with { UnderWay = UnderWay.SetItem(intent.Compartment, new ReleaseUnderWay(intent, null)) },
        Fact.ReleaseEnded ended => Ended(ended),
        Fact.DoorShut shut => ClosesByDoor(shut.Compartment) ? this with { UnderWay = UnderWay.Remove(shut.Compartment) } : this,
        Fact.PacketDeposited deposited => Put(
            deposited.Packet, deposited.Compartment, new(deposited.Receiver, deposited.Command, deposited.Actor, Deposits + 1))
            .Over(deposited.Compartment, ReleasePurpose.Deposit),
        Fact.PacketFound found => Put(found.Packet, found.Compartment, new(found.Receiver, null, null, Deposits + 1)),
        Fact.DepositAbandoned abandoned =>
            (IsAt(abandoned) ? Without(abandoned.Packet).Said(abandoned.Compartment) : this)
            .Over(abandoned.Compartment, ReleasePurpose.Deposit),
        Fact.PacketPickedUp pickedUp =>
            Without(pickedUp.Packet).Said(pickedUp.Compartment).Over(pickedUp.Compartment, ReleasePurpose.Pickup),
        Fact.PickupAbandoned abandoned => Over(abandoned.Compartment, ReleasePurpose.Pickup),
        Fact.FaultRaised raised => Raised(raised),
        Fact.FaultCleared cleared => Cleared(cleared),
        Fact.CommandRefused refused => Answered(refused.Command, new CommandAnswer.Refused(refused.Reason)),
        Fact.LimitsAged or Fact.RemoteOpeningAllowed => this, // Counted beside all the others.
        _ => throw new UnreachableException($"No rule for {fact}."),
    };

    /// <summary>An operator's or a repeated opening is over when the door is shut; a hand-over needs its own fact.</summary>
    private bool ClosesByDoor(int compartment) =>
        UnderWay.GetValueOrDefault(compartment)?.Intent.Purpose is ReleasePurpose.Operator or ReleasePurpose.Reopen;

    private Holdings Ended(Fact.ReleaseEnded ended)
    {
        CompartmentHoldings before = Compartment(ended.Compartment);
        bool opened = ended.Result is ReleaseResult.Opened;
        Holdings next = Set(ended.Compartment, before with
        {
            Uses = before.Uses + (opened ? 1 : 0),
            Pulses = before.Pulses + ended.Pulses,
        });
        if (UnderWay.GetValueOrDefault(ended.Compartment) is not { } release || release.Intent.Command != ended.Command)
        {
            return next;
        }

        release = release with { Result = ended.Result };
        next = IsOver(release)
            ? next with { UnderWay = next.UnderWay.Remove(ended.Compartment) }
            : next with { UnderWay = next.UnderWay.SetItem(ended.Compartment, release) };
        return release.Intent.Purpose is ReleasePurpose.Operator
            ? next.Set(ended.Compartment, next.Compartment(ended.Compartment) with { Operator = release })
                .Answered(ended.Command, new CommandAnswer.Ended(ended.Result))
            : next;
    }

    /// <summary>
    /// A deposit stays under way until it is confirmed or abandoned: a door that gave way late may have taken the packet. A
    /// pickup likewise, unless no pulse was given. For the others a result without an opening is the end.
    /// </summary>
    private static bool IsOver(ReleaseUnderWay release) => (release.Intent.Purpose, release.Result) switch
    {
        (ReleasePurpose.Deposit, _) => false,
        (ReleasePurpose.Pickup, _) => release.Result is ReleaseResult.Expired or ReleaseResult.Refused or ReleaseResult.Unknown,
        _ => release.Result is not ReleaseResult.Opened and not ReleaseResult.AlreadyOpen and not ReleaseResult.ReleasedNotOpened,
    };

    private Holdings Put(PacketId packet, int compartment, HeldPacket held)
    {
        Holdings elsewhere = Without(packet);
        CompartmentHoldings before = elsewhere.Compartment(compartment);
        return elsewhere.Set(compartment, before with { Packets = before.Packets.SetItem(packet, held) }).Said(compartment) with
        {
            Places = elsewhere.Places.SetItem(packet, compartment),
            Deposits = held.Ordinal,
        };
    }

    /// <summary>
    /// No clock, of the cabinet's or of the server's, decides when a used code may be forgotten: the server gives each a number
    /// one higher, and what is forgotten is refused by its number for ever.
    /// </summary>
    private Holdings Spent(SpentCode? code)
    {
        if (code is null) { return this; }

        ImmutableSortedDictionary<string, long> used = UsedCodes.SetItem(code.Id, code.Number);
        if (used.Count <= UsedCodesMax) { return this with { UsedCodes = used }; }

        // One without a number could not be refused by it, so it is kept; there are none but those of an older program.
        string? first = used.Where(one => one.Value > 0).OrderBy(one => one.Value).Select(one => one.Key).FirstOrDefault();
        return first is null
            ? this with { UsedCodes = used }
            : this with { UsedCodes = used.Remove(first), CodesUpTo = Math.Max(CodesUpTo, used[first]) };
    }

    /// <summary>What a person records of the contents says nothing about this entry unless it knows it.</summary>
    private Holdings Said(int compartment) => Set(compartment, Compartment(compartment) with { SaidAt = Facts });

    /// <summary>Where nobody knows the contents any more, whatever was under way is over: a person settles it.</summary>
    private Holdings Raised(Fact.FaultRaised raised)
    {
        Holdings next = this with { Faults = Faults.SetItem(new FaultAt(raised.Compartment, raised.Name), raised.Detail) };
        return raised.Name == Core.Faults.FaultName.ContentsUnknown
            ? next.Said(raised.Compartment) with { UnderWay = UnderWay.Remove(raised.Compartment) }
            : next;
    }

    private Holdings Cleared(Fact.FaultCleared cleared)
    {
        Holdings next = this with { Faults = Faults.Remove(new FaultAt(cleared.Compartment, cleared.Name)) };
        return cleared.Name == Core.Faults.FaultName.ContentsUnknown
            ? next.Set(cleared.Compartment, next.Compartment(cleared.Compartment) with { Operator = null })
            : next;
    }

    /// <summary>
    /// Confirmed before, and taken back out of the same compartment. An abandonment elsewhere says nothing about it.
    /// </summary>
    private bool IsAt(Fact.DepositAbandoned abandoned) =>
        Places.TryGetValue(abandoned.Packet, out int place) && place == abandoned.Compartment;

    /// <summary>The packet is nowhere in this cabinet any more.</summary>
    private Holdings Without(PacketId packet)
    {
        if (!Places.TryGetValue(packet, out int place))
        {
            return this;
        }

        CompartmentHoldings before = Compartment(place);
        return Set(place, before with { Packets = before.Packets.Remove(packet) }) with { Places = Places.Remove(packet) };
    }

    private Holdings Over(int compartment, ReleasePurpose purpose) =>
        UnderWay.GetValueOrDefault(compartment)?.Intent.Purpose == purpose
            ? this with { UnderWay = UnderWay.Remove(compartment) }
            : this;

    private Holdings Answered(CommandId command, CommandAnswer answer)
    {
        if (Answers.ContainsKey(command))
        {
            return this;
        }

        Holdings next = this with { Answers = Answers.Add(command, answer), AnswerOrder = AnswerOrder.Add(command) };
        return next.AnswerOrder.Count <= AnswersMax
            ? next
            : next with { Answers = next.Answers.Remove(next.AnswerOrder[0]), AnswerOrder = next.AnswerOrder.RemoveAt(0) };
    }

    private Holdings Set(int compartment, CompartmentHoldings value) =>
        this with { Compartments = Compartments.SetItem(compartment, value) };
}
