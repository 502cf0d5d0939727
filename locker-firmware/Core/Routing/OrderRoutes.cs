using System.Collections.Immutable;
using System.Diagnostics;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Limits;
using SmartLocker.Firmware.Core.Link;

namespace SmartLocker.Firmware.Core.Routing;

/// <summary>The server's orders: judged, carried out and answered.</summary>
internal static class OrderRoutes
{
    public static void Received(Turn turn, CabinetInput.OrderReceived received)
    {
        // A paused server that wakes up does no harm: nothing of an old stream is acted upon.
        bool current = turn.State.Link.IsUp && received.Epoch == turn.State.Link.Epoch;
        switch (received.Order)
        {
            case ServerOrder.Open open:
                Open(turn, received, open);
                break;
            case ServerOrder.IssueNonce when current:
                string nonce = turn.Moment.Ids.Next();
                turn.State = turn.State with { Link = Orders.Issue(turn.State.Link, nonce, turn.Now) };
                turn.Do(new CabinetEffect.AskServer(
                    received.CorrelationId, Orders.TimeToLiveMax, new ServerCall.IssuedNonce(nonce)));
                break;
            case ServerOrder.RunSelfTest when current:
                Answer(turn, received.CorrelationId, new OrderAnswer.SelfTested(SelfTest.Of(turn.State, turn.Model)));
                break;
            case ServerOrder.Identify when current:
                turn.Do(new CabinetEffect.Signal(KioskSignal.Identify, 0));
                Answer(turn, received.CorrelationId, new OrderAnswer.Identified());
                break;
            case ServerOrder.IssueNonce or ServerOrder.RunSelfTest or ServerOrder.Identify:
                break;
            default:
                throw new UnreachableException($"No route for {received.Order}.");
        }
    }

    public static void ReleaseEnded(Turn turn, int compartment, CommandId command, ReleaseResult result)
    {
        if (turn.State.Link.Running.GetValueOrDefault(compartment) is not { } order || order.Command != command)
        {
            return;
        }

        Answer(turn, order.Correlation, new OrderAnswer.Opened(command, result));
        if (Deposit.IsOpened(result) && !turn.State.Holdings.Compartment(compartment).Packets.IsEmpty)
        {
            turn.Doubt(compartment, "opened by order while occupied"); // The operator may have taken something out.
        }

        ImmutableSortedDictionary<int, RunningOrder> running = Deposit.IsOpened(result)
            ? turn.State.Link.Running.SetItem(compartment, order with { Ended = true })
            : turn.State.Link.Running.Remove(compartment);
        turn.State = turn.State with { Link = turn.State.Link with { Running = running } };
    }

    public static void DoorShut(Turn turn, int compartment)
    {
        if (turn.State.Link.Running.GetValueOrDefault(compartment) is { Ended: true })
        {
            turn.State =
                turn.State with { Link = turn.State.Link with { Running = turn.State.Link.Running.Remove(compartment) } };
        }
    }

    private static void Open(Turn turn, CabinetInput.OrderReceived received, ServerOrder.Open order)
    {
        if (turn.State.Holdings.Answers.GetValueOrDefault(order.Command) is { } stored)
        {
            // CL-54: the same order again gets the stored answer, never a second pulse.
            Answer(turn, received.CorrelationId, stored switch
            {
                CommandAnswer.Ended ended => new OrderAnswer.Opened(order.Command, ended.Result),
                CommandAnswer.Refused refused => new OrderAnswer.OpenRefused(order.Command, refused.Reason),
                _ => throw new UnreachableException($"No route for {stored}."),
            });
            return;
        }

        // Under way, whichever compartment it names now: the newest asking gets the one answer.
        foreach ((int compartment, RunningOrder running) in turn.State.Link.Running)
        {
            if (running.Command == order.Command)
            {
                Follow(turn, compartment, running with { Correlation = received.CorrelationId });
                return;
            }
        }

        OrderSight sight = Sight(turn, order.Compartment);
        if (Orders.Judge(turn.State.Link, turn.State.LastHour, received.Epoch, order, sight, turn.Now) is { } reason)
        {
            Refuse(turn, received.CorrelationId, order, reason);
            return;
        }

        Begin(turn, received.CorrelationId, order);
    }

    private static void Refuse(Turn turn, string correlation, ServerOrder.Open order, CommandRefusal reason)
    {
        turn.State = turn.State with { Link = Orders.Spend(turn.State.Link, order.Nonce) };
        (bool isOnRecord, ImmutableArray<Uptime> recorded) = Flood.Next(turn.State.OrderRefusals, turn.Now);

        // CL-88: those for the limit trip the breaker, which ends them; a flood of others must not hide them.
        if (isOnRecord || reason is CommandRefusal.Limit)
        {
            turn.State = turn.State with { OrderRefusals = recorded };
            turn.Record(new Fact.CommandRefused(order.Command, order.Compartment, reason));
        }

        if (Orders.TripsBreaker(turn.State.LastHour, turn.Now))
        {
            turn.Raise(FaultName.RemoteOpeningBlocked, 0, "orders over the limit");
        }

        Answer(turn, correlation, new OrderAnswer.OpenRefused(order.Command, reason));
    }

    private static void Begin(Turn turn, string correlation, ServerOrder.Open order)
    {
        Uptime deadline = Orders.Deadline(turn.State.Link.Nonces.First(issued => issued.Value == order.Nonce), order.TimeToLive);
        LinkState link = Orders.Spend(turn.State.Link, order.Nonce);
        turn.State = turn.State with
        {
            Link = link with
            {
                Running = link.Running.SetItem(order.Compartment, new RunningOrder(order.Command, correlation, Ended: false)),
            },
        };
        ImmutableArray<PersonId> actors = order.Approver is { } approver ? [order.Operator, approver] : [order.Operator];
        DoorRoutes.Release(
            turn,
            new Fact.ReleaseIntended(
                order.Command, order.Compartment, ReleasePurpose.Operator,
                [.. Compartments.ContentsOf(turn.State, order.Compartment)], actors, new Authorisation.Nonce(order.Nonce))
            {
                Reason = order.Reason,
            },
            deadline);
    }

    private static void Follow(Turn turn, int compartment, RunningOrder order) => turn.State = turn.State with
    {
        Link = turn.State.Link with { Running = turn.State.Link.Running.SetItem(compartment, order) },
    };

    private static OrderSight Sight(Turn turn, int compartment)
    {
        bool blocked = turn.State.Holdings.HasFault(FaultName.RemoteOpeningBlocked, 0);
        if (!turn.Model.Has(compartment))
        {
            return new OrderSight { IsBlocked = blocked };
        }

        DoorState door = turn.State.Door(compartment).State;
        bool isRead = door is not DoorState.Unknown and not DoorState.Dead;
        return new OrderSight(
            Exists: true,
            MayPulse: isRead && Compartments.MayPulse(turn.State, turn.Plan, compartment),
            IsBusy: door is DoorState.Stirring || turn.State.Door(compartment).InSequence
                || Compartments.IsInUse(turn.State, compartment),
            NeedsApprover: !turn.State.Holdings.Compartment(compartment).Packets.IsEmpty
                || turn.State.Holdings.HasFault(FaultName.ContentsUnknown, compartment),
            turn.Model.Compartments.Length,
            blocked);
    }

    private static void Answer(Turn turn, string correlation, OrderAnswer answer) =>
        turn.Do(new CabinetEffect.AnswerServer(correlation, answer));
}
