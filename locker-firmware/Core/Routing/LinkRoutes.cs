using System.Diagnostics;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Pickups;
using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.Firmware.Core.Routing;

/// <summary>What the server says goes to whoever asked; what it wants becomes the desired state.</summary>
internal static class LinkRoutes
{
    public static void Welcomed(Turn turn, CabinetInput.LinkWelcomed welcome)
    {
        if (LinkRules.Welcomed(turn.State.Link, welcome.Epoch, welcome.StateFollows) is not { } link)
        {
            return;
        }

        turn.State = turn.State with { Link = link };
        turn.Clear(FaultName.LinkDown, 0);
        turn.Clear(FaultName.LinkRefused, 0);
        Restored(turn);
        turn.Do(new CabinetEffect.KeepAck(welcome.AckedUpTo));
        if (welcome.Standing is JournalStanding.Quarantined)
        {
            Quarantined(turn);
        }
        else
        {
            turn.Clear(FaultName.JournalQuarantined, 0);
        }
    }

    /// <summary>
    /// The disk may be an old one, or another cabinet's: nobody can say any more what lies behind any door (CL-26).
    /// </summary>
    private static void Quarantined(Turn turn)
    {
        turn.Raise(FaultName.JournalQuarantined, 0, "the server does not take this journal's entries");
        foreach (CompartmentSpec door in turn.Model.Compartments)
        {
            turn.Doubt(door.Number, "the journal is quarantined");
        }
    }

    public static void Refused(Turn turn, string detail) => turn.Raise(FaultName.LinkRefused, 0, detail);

    public static void Lost(Turn turn)
    {
        turn.State = turn.State with
        {
            ConfirmedAt = Knowledge.ConfirmedAt(turn.State, turn.Now),
            Link = LinkRules.Lost(turn.State.Link, turn.Now),
        };

        // Nobody will answer any more: what waited goes on without an answer now, not at its deadline.
        foreach ((PacketId packet, DepositState state) in turn.State.Deposits)
        {
            if (state is DepositState.Assigning)
            {
                DepositRoutes.Feed(turn, packet, new DepositInput.Unanswered());
            }
        }

        foreach ((int compartment, PickupState state) in turn.State.Pickups)
        {
            if (state is PickupState.Checking)
            {
                PickupRoutes.Feed(turn, compartment, new PickupInput.NotChecked());
            }
        }
    }

    public static void Ack(Turn turn, CabinetInput.AckReceived ack)
    {
        if (turn.State.Link.IsUp && ack.Epoch == turn.State.Link.Epoch)
        {
            turn.Do(new CabinetEffect.KeepAck(ack.UpTo));
        }
    }

    /// <summary>
    /// An answer that nobody waits for any more is let pass: the cabinet chose, and its entries tell the server.
    /// </summary>
    public static void Answered(Turn turn, CabinetInput.CallAnswered answered)
    {
        if (!turn.State.Link.IsUp || answered.Epoch != turn.State.Link.Epoch)
        {
            return;
        }

        foreach ((PacketId packet, DepositState state) in turn.State.Deposits)
        {
            if (state is DepositState.Assigning assigning && assigning.Correlation == answered.CorrelationId)
            {
                DepositRoutes.Answered(turn, packet, answered.Answer);
                return;
            }
        }

        foreach ((int compartment, PickupState state) in turn.State.Pickups)
        {
            if (state is PickupState.Checking checking && checking.Correlation == answered.CorrelationId)
            {
                PickupRoutes.Answered(turn, compartment, answered.Answer);
                return;
            }
        }
    }

    public static void Desired(Turn turn, DesiredChange change)
    {
        switch (DesiredRules.Apply(turn.State.Desired, change))
        {
            case DesiredOutcome.Taken taken:
                DesiredState before = turn.State.Desired;
                turn.State = turn.State with { Desired = taken.State, DesiredAt = turn.Now };
                Current(turn);
                turn.Do(new CabinetEffect.KeepDesired(taken.State));
                Serviced(turn, before);
                Settled(turn);
                Revoked(turn);
                break;

            // CL-33: answered with the one held, which is durable when it is said, also if keeping it failed before.
            case DesiredOutcome.Known when turn.State.Desired.Version > 0:
                if (change is DesiredChange.Full { State: var newest }
                    && (newest.Version, newest.MadeAt) == (turn.State.Desired.Version, turn.State.Desired.MadeAt))
                {
                    Current(turn); // CL-89: the server says that what is held is the newest.
                }

                turn.Do(new CabinetEffect.KeepDesired(turn.State.Desired));
                break;
            case DesiredOutcome.Known or DesiredOutcome.DoesNotFit:
                NotTaken(turn);
                turn.Do(new CabinetEffect.AskForDesired());
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>From now on what is known grows old, live stream or not, until a document is taken.</summary>
    /// <remarks>Also for 密 (CL-86): whoever cuts the network after it must not make what is held fresh again.</remarks>
    public static void NotTaken(Turn turn) => turn.State = turn.State with
    {
        DesiredAt = null,
        ConfirmedAt = Knowledge.ConfirmedAt(turn.State, turn.Now),
        Link = turn.State.Link with { IsCurrent = false },
    };

    private static void Current(Turn turn)
    {
        turn.State = turn.State with { Link = turn.State.Link with { IsCurrent = turn.State.Link.IsUp } };
        Restored(turn);
    }

    /// <summary>Acknowledgement and epoch came with the welcome, and what is wanted is taken: nothing damaged is left.</summary>
    private static void Restored(Turn turn)
    {
        if (Knowledge.IsConfirmed(turn.State)) { turn.Clear(FaultName.KeptStateDamaged, 0); }
    }

    /// <summary>A compartment that was out of service and is in service again was repaired by a person.</summary>
    private static void Serviced(Turn turn, DesiredState before)
    {
        foreach ((int compartment, CompartmentSetting setting) in before.Compartments)
        {
            bool back = setting.OutOfServiceReason is not null && turn.Model.Has(compartment)
                && Compartments.SettingOf(turn.State, compartment)?.OutOfServiceReason is null;
            if (!back)
            {
                continue;
            }

            foreach (Fact fact in Service.Facts(turn.State.Holdings, compartment))
            {
                turn.Record(fact);
            }

            DoorRoutes.Feed(turn, compartment, new DoorInput.Serviced());
        }
    }

    /// <summary>
    /// Persons looked into compartments. Each is judged by what the journal said before any of them changes, and not while
    /// somebody is at the door.
    /// </summary>
    public static void Settled(Turn turn)
    {
        CompartmentSetting[] settled =
        [
            .. turn.State.Desired.Compartments.Values.Where(setting => turn.Model.Has(setting.Compartment)
                && !Compartments.IsInUse(turn.State, setting.Compartment)
                && Settlement.IsLastWord(turn.State.Holdings, setting)),
        ];
        foreach (Fact fact in settled.SelectMany(
            setting => Settlement.Found(turn.State.Holdings, turn.State.Desired, setting)).ToArray())
        {
            turn.Record(fact);
        }

        foreach (Fact fact in settled.SelectMany(
            setting => Settlement.Left(turn.State.Holdings, turn.State.Desired, setting)).ToArray())
        {
            turn.Record(fact);
        }
    }

    /// <summary>A person who may not use this cabinet any more is not served on.</summary>
    private static void Revoked(Turn turn)
    {
        if (turn.State.Visit is { } visit
            && (!turn.State.Desired.People.ContainsKey(visit.First)
                || (visit.Second is { } second && !turn.State.Desired.People.ContainsKey(second))))
        {
            VisitRoutes.End(turn);
        }
    }
}
