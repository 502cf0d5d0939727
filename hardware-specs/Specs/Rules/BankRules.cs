using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Loading;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>Banks of locks: what they name, and what limits a pulse when software does not.</summary>
internal static class BankRules
{
    /// <summary>R07: a door's bank, a bank's rail and lock type exist; the lock's channel fits the kind of the bank.</summary>
    public static void R07(Sheet sheet, FaultList faults)
    {
        foreach (Node bank in sheet.Banks)
        {
            Exists(sheet.Rail, bank["rail"], "rail", faults);
            Exists(sheet.LockType, bank["lockType"], "lock type", faults);
        }

        foreach (Node latch in sheet.Compartments.Select(door => door["lock"]))
        {
            Exists(sheet.Bank, latch["bank"], "bank", faults);
            if (sheet.Bank(latch["bank"].Text)?["kind"].Text is { } kind
                && KindOf(sheet, latch["ch"]) is { } found && kind != found)
            {
                faults.Add(
                    "R07",
                    latch["ch"],
                    $"Expected a channel of kind {kind} for bank {latch["bank"].Text}"
                    + $", found {latch["ch"].Text} of kind {found}.");
            }
        }
    }

    /// <summary>
    /// R12: where software times a pulse a one-shot in hardware limits it, because a crash does not release an output;
    /// where a board drives the locks, the board times the pulse.
    /// </summary>
    public static void R12(Sheet sheet, FaultList faults)
    {
        foreach (Node bank in sheet.Banks)
        {
            string timedBy = bank["pulse"]["timedBy"].Text ?? "controller";
            if (bank["kind"].Text == "rs485")
            {
                Require(timedBy == "board", bank["pulse"]["timedBy"], "timedBy board on RS-485", faults);
            }
            else if (bank["kind"].Text is "gpio" or "expander")
            {
                Require(timedBy == "controller", bank["pulse"]["timedBy"], "timedBy controller", faults);
                foreach (string part in new[] { "fire", "hwMaxOnMs", "hwMinOffMs" })
                {
                    Require(bank["gate"][part].Exists, bank["gate"][part], $"a hardware one-shot ({part})", faults);
                }
            }
        }
    }

    /// <summary>R13: where software drives locks, the kernel must let go of released lines.</summary>
    public static void R13(Sheet sheet, FaultList faults)
    {
        Node strict = sheet.Root["controller"]["gpio"]["strictGpiod"];
        if (strict.Flag == false && sheet.Banks.FirstOrDefault(bank => bank["kind"].Text is "gpio" or "expander") is { } driven)
        {
            faults.Add(
                "R13",
                strict,
                $"Expected strictGpiod true, because bank {driven["id"].Text} is driven by software; found false.");
        }
    }

    private static void Exists(Func<string?, Node?> find, Node reference, string what, FaultList faults)
    {
        if (reference.Text is not null && find(reference.Text) is null)
        {
            faults.Add("R07", reference, $"Expected the id of a {what}, found {reference.Found}.");
        }
    }

    private static void Require(bool holds, Node at, string expected, FaultList faults)
    {
        if (!holds)
        {
            faults.Add("R12", at, $"Expected {expected}, found {at.Found}.");
        }
    }

    /// <returns>Null where the channel names nothing that could drive a lock; R05 and R18 speak of that.</returns>
    private static string? KindOf(Sheet sheet, Node channel) =>
        !Channel.TryParse(channel.Text, out Channel pin) ? null
        : pin.IsGpio ? "gpio"
        : Parts.Of(sheet.Device(pin.Device)?["type"].Text) is not { Channels: > 0 } part ? null
        : part.IsLockBoard ? "rs485"
        : "expander";
}
