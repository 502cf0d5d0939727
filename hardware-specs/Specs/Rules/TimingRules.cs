using SmartLocker.HardwareSpecs.Loading;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>Times that must stand in an order.</summary>
internal static class TimingRules
{
    private const int TriggerMinMs = 10;
    private const int TriggerMaxMs = 10_000;

    /// <summary>R14: a scanner's trigger is held long enough to be seen and never for good.</summary>
    public static void R14(Sheet sheet, FaultList faults)
    {
        Node trigger = sheet.Peripherals["scanner"]["trigger"];
        if (trigger["minMs"].Whole < TriggerMinMs)
        {
            faults.Add("R14", trigger["minMs"], $"Expected at least {TriggerMinMs} ms, found {trigger["minMs"].Found}.");
        }

        if (trigger["maxOnMs"].Whole > TriggerMaxMs)
        {
            faults.Add("R14", trigger["maxOnMs"], $"Expected at most {TriggerMaxMs} ms, found {trigger["maxOnMs"].Found}.");
        }
    }

    /// <summary>
    /// R16: released &lt; opened &lt; warned &lt; alarmed; a debounce spans two polls, unless it is 0 and the board does it;
    /// jammed is said no later than after the last attempt.
    /// </summary>
    public static void R16(Sheet sheet, FaultList faults)
    {
        Node policy = sheet.Policy;
        Before(policy["releaseDetectMs"], policy["doorOpenTimeoutS"], 1000, faults);
        Before(policy["doorOpenTimeoutS"], policy["heldOpenWarnS"], 1, faults);
        Before(policy["heldOpenWarnS"], policy["heldOpenAlarmS"], 1, faults);

        IEnumerable<Node> debounces = sheet.SensorTypes.Entries.Select(type => type.Node["debounceMs"]);
        foreach (Node debounce in debounces.Append(policy["forcedOpenDebounceMs"]))
        {
            if (debounce.Whole > 0 && debounce.Whole < 2 * policy["sensePollMs"].Whole)
            {
                faults.Add(
                    "R16",
                    debounce,
                    $"Expected 0 or at least two polls of {policy["sensePollMs"].Found} ms, found {debounce.Found}.");
            }
        }

        Node jam = policy["jamAfterAttempts"];
        foreach (Node bank in sheet.Banks.Where(bank => bank["pulse"]["attemptsMs"].Exists))
        {
            int attempts = bank["pulse"]["attemptsMs"].Items.Count();
            if (jam.Whole > attempts)
            {
                faults.Add(
                    "R16",
                    jam,
                    $"Expected at most the {attempts} attempts of bank {bank["id"].Text}, found {jam.Found}.");
            }
        }
    }

    /// <summary>R22: a watchdog is kicked at least twice within its time-out.</summary>
    public static void R22(Sheet sheet, FaultList faults)
    {
        Node watchdog = sheet.Peripherals["watchdog"];
        if (watchdog["periodMs"].Whole * 2L > watchdog["timeoutMs"].Whole)
        {
            faults.Add(
                "R22",
                watchdog["periodMs"],
                $"Expected at most half of the time-out {watchdog["timeoutMs"].Found} ms"
                + $", found {watchdog["periodMs"].Found}.");
        }
    }

    /// <param name="factor">How many units of the early time make one of the late.</param>
    private static void Before(Node early, Node late, int factor, FaultList faults)
    {
        if (early.Number >= late.Number * factor)
        {
            faults.Add("R16", late, $"Expected more than {early.Path} ({early.Found}), found {late.Found}.");
        }
    }
}
