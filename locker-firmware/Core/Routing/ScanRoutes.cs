using SmartLocker.Codes;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.SignIn;

namespace SmartLocker.Firmware.Core.Routing;

/// <summary>A scan goes to the sign-in or to a deposit. Scanning anything is always allowed and always answered.</summary>
internal static class ScanRoutes
{
    /// <summary>With less room left in the journal no packet is taken in; pickups go on (CL-27).</summary>
    public const int JournalFullPercent = 90;

    public static void Scanned(Turn turn, string text)
    {
        VisitRoutes.Touch(turn);
        string read = text.Trim();
        if (read.StartsWith(CodeText.Prefix, StringComparison.Ordinal))
        {
            CodeRoutes.Scanned(turn, read);
        }
        else if (BadgeNumber.TryParse(read, out BadgeNumber badge))
        {
            Badge(turn, badge);
        }
        else if (PacketId.TryParse(read, out PacketId packet))
        {
            Label(turn, packet);
        }
        else
        {
            turn.Tell(NoticeKind.UnknownScan);
        }
    }

    private static void Badge(Turn turn, BadgeNumber badge)
    {
        CabinetPerson? person = turn.State.Desired.People.Values.FirstOrDefault(known => known.Badge == badge);
        if (turn.State.Visit is not { } visit)
        {
            VisitRoutes.Badge(turn, person);
        }
        else if (visit.Round?.SecondBy is not null && person?.Id != visit.First)
        {
            VisitRoutes.Badge(turn, person);
        }
        else if (person?.Id != visit.First)
        {
            turn.Tell(NoticeKind.OtherPersonSignedIn);
        }
        else if (visit.Round?.SecondBy is not null)
        {
            turn.Tell(NoticeKind.SecondPersonRefused); // One person counts once.
        }
        else
        {
            Taken(turn);
            turn.State = turn.State with { Visit = visit with { ByCode = false } }; // After the PIN there is a badge too.
            KioskRoutes.StartPickup(turn);
        }
    }

    private static void Label(Turn turn, PacketId packet)
    {
        if (turn.State.Visit is not { } visit)
        {
            turn.Tell(NoticeKind.SignInFirst);
        }
        else if (visit.Depositing == packet && turn.State.Deposits[packet].IsActive())
        {
            Taken(turn); // The same label again: nothing more happens than already does.
        }
        else if (WhyNot(turn.State, visit, packet) is { } reason)
        {
            turn.Tell(reason);
        }
        else
        {
            Taken(turn);
            KioskRoutes.LeaveLast(turn);
            visit = turn.State.Visit;
            turn.State = turn.State with { Visit = visit with { Depositing = packet }, Notice = null };
            AgencyCode? receiver = turn.State.Desired.Packets.GetValueOrDefault(packet)?.Receiver;
            DepositRoutes.Begin(turn, new DepositCase(packet, visit.First, receiver, []));
        }
    }

    private static NoticeKind? WhyNot(CabinetState state, Visit visit, PacketId packet)
    {
        return visit.ByCode ? NoticeKind.CodeOpensOneDoor
            : visit.Round is not null || KioskRoutes.IsAtDoor(state, visit) ? NoticeKind.FinishFirst
            : state.Holdings.Places.ContainsKey(packet) ? NoticeKind.AlreadyDeposited
            : state.Deposits.ContainsKey(packet) ? NoticeKind.AlreadyDeposited
            : state.JournalUsedPercent >= JournalFullPercent || !state.JournalWritable ? NoticeKind.DepositsStopped
            : state.Link.IsUp ? null
            : state.Desired.Packets.GetValueOrDefault(packet)?.Standing switch
            {
                PacketStanding.Held => NoticeKind.PacketHeld,
                PacketStanding.Deposited => NoticeKind.AlreadyDeposited,
                _ => null,
            };
    }

    private static void Taken(Turn turn) => turn.Do(new CabinetEffect.Signal(KioskSignal.ScanTaken, 0));
}
