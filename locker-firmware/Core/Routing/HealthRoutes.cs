using System.Diagnostics;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Limits;
using SmartLocker.Firmware.Core.Link;

namespace SmartLocker.Firmware.Core.Routing;

/// <summary>The cabinet's own parts: journal, scanner, link, and a call for help that was not taken back.</summary>
internal static class HealthRoutes
{
    /// <summary>What the shell says of the cabinet's parts.</summary>
    public static void Told(Turn turn, CabinetInput input)
    {
        switch (input)
        {
            case CabinetInput.JournalHealth health:
                Journal(turn, health);
                break;
            case CabinetInput.ScannerHealth scanner:
                Follow(turn, FaultName.ScannerDown, !scanner.Answering, "no answer");
                break;
            case CabinetInput.CertificateHealth certificate:
                Follow(turn, FaultName.CertificateExpired, !certificate.Valid, certificate.Detail);
                break;
            case CabinetInput.ClockHealth clock:
                turn.State = turn.State with { Clock = clock };
                Follow(turn, FaultName.ClockNotTrusted, !clock.IsTrusted, "the time is not known");
                break;
            default:
                throw new UnreachableException($"No route for {input}.");
        }
    }

    private static void Journal(Turn turn, CabinetInput.JournalHealth health)
    {
        bool recovered = health.Writable && !turn.State.JournalWritable;
        turn.State = turn.State with { JournalWritable = health.Writable, JournalUsedPercent = health.UsedPercent };
        if (!health.Writable)
        {
            return;
        }

        // A journal that takes no entries cannot say so itself: the fault goes on record when it is over.
        if (recovered)
        {
            turn.Raise(FaultName.JournalNotWritable, 0, "appends failed");
            turn.Clear(FaultName.JournalNotWritable, 0);
        }

        Follow(turn, FaultName.JournalFull, health.UsedPercent >= ScanRoutes.JournalFullPercent, $"{health.UsedPercent} % used");
    }

    public static void Tick(Turn turn)
    {
        if (LinkRules.IsDownTooLong(turn.State.Link, turn.Now))
        {
            turn.Raise(FaultName.LinkDown, 0, "no stream to the server");
        }

        if (turn.State.JournalWritable && turn.State.LastHour.Aged(turn.Now) is { } aged)
        {
            turn.Record(aged);
        }

        if (turn.State.GuessingUntil is { } alarm && turn.Now >= alarm && !Guessing.IsTooMuch(turn.State.LastHour, turn.Now))
        {
            turn.Clear(FaultName.PinGuessing, 0);
            turn.State = turn.State with { GuessingUntil = null };
        }

        if (turn.State.ForgedUntil is { } forged && turn.Now >= forged)
        {
            turn.Clear(FaultName.CodeForged, 0);
            turn.State = turn.State with { ForgedUntil = null };
        }

        if (turn.State.HelpUntil is { } until && turn.Now >= until)
        {
            turn.Clear(FaultName.HelpCalled, 0);
            turn.State = turn.State with { HelpUntil = null };
        }
    }

    /// <summary>A wrong PIN is on record: one too many within the hour is an alarm, and each further one keeps it.</summary>
    public static void WrongPin(Turn turn)
    {
        if (Guessing.IsTooMuch(turn.State.LastHour, turn.Now))
        {
            turn.Raise(FaultName.PinGuessing, 0, "too many wrong PINs within an hour");
            turn.State = turn.State with { GuessingUntil = turn.Now + Guessing.AlarmFor };
        }
    }

    /// <summary>Somebody made it up with care. People are told; nothing stops, or it could be stopped by anybody.</summary>
    public static void ForgedCode(Turn turn)
    {
        turn.Raise(FaultName.CodeForged, 0, "a one-time code with a false signature");
        turn.State = turn.State with { ForgedUntil = turn.Now + Guessing.AlarmFor };
    }

    private static void Follow(Turn turn, string fault, bool isBad, string detail)
    {
        if (isBad)
        {
            turn.Raise(fault, 0, detail);
        }
        else
        {
            turn.Clear(fault, 0);
        }
    }
}
