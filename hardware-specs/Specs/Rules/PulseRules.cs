using SmartLocker.HardwareSpecs.Loading;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>How long and how often a coil carries current.</summary>
internal static class PulseRules
{
    /// <summary>The one-shot must outlast the longest pulse by this much, or it and not software ends the pulse.</summary>
    private const int OneShotMarginMs = 100;

    /// <summary>Highest share of a minute that one coil is energised.</summary>
    private const decimal DutyMax = 0.05m;

    /// <summary>
    /// R08: a pulse is within the lock's rating and the one-shot less its margin; the one-shot is within the lock's rating;
    /// the rest is long enough for the lock and for the one-shot to recover.
    /// </summary>
    public static void R08(Sheet sheet, FaultList faults)
    {
        foreach (Node bank in sheet.Banks)
        {
            Node? lockType = sheet.LockType(bank["lockType"].Text);
            Node oneShot = bank["gate"]["hwMaxOnMs"];
            foreach (Node attempt in bank["pulse"]["attemptsMs"].Items)
            {
                AtMost(attempt, lockType?["maxOnMs"].Whole, "the lock's maxOnMs", faults);
                AtMost(attempt, oneShot.Whole - OneShotMarginMs, $"the one-shot less {OneShotMarginMs} ms", faults);
            }

            AtMost(oneShot, lockType?["maxOnMs"].Whole, "the lock's maxOnMs", faults);
            AtLeast(bank["pulse"]["restMs"], lockType?["minRestMs"].Whole, "the lock's minRestMs", faults);
            AtLeast(bank["pulse"]["restMs"], bank["gate"]["hwMinOffMs"].Whole, "the one-shot's recovery", faults);
        }
    }

    /// <summary>R10: each lock is energised for at most 5 % of any minute.</summary>
    public static void R10(Sheet sheet, FaultList faults)
    {
        foreach (Node pulse in sheet.Banks.Select(bank => bank["pulse"]))
        {
            int? longest = pulse["attemptsMs"].Items.Max(attempt => attempt.Whole);
            decimal? duty = pulse["perLockPerMin"].Whole * (decimal?)longest / 60_000m;
            if (duty > DutyMax)
            {
                faults.Add(
                    "R10",
                    pulse["perLockPerMin"],
                    $"Expected a duty of at most 5 %, found {pulse["perLockPerMin"].Found} × {longest} ms a minute.");
            }
        }
    }

    private static void AtMost(Node found, int? limit, string what, FaultList faults)
    {
        if (found.Whole > limit)
        {
            faults.Add("R08", found, $"Expected at most {limit} ms ({what}), found {found.Found}.");
        }
    }

    private static void AtLeast(Node found, int? limit, string what, FaultList faults)
    {
        if (found.Whole < limit)
        {
            faults.Add("R08", found, $"Expected at least {limit} ms ({what}), found {found.Found}.");
        }
    }
}
