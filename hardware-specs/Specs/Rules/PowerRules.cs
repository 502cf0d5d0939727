using SmartLocker.HardwareSpecs.Loading;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>Rails and battery.</summary>
internal static class PowerRules
{
    /// <summary>What an aged battery still gives.</summary>
    private const decimal UsableCapacity = 0.8m;

    /// <summary>
    /// R09: a lock's voltage is its rail's; the rail's peak load and all locks that may fire together stay within the derated
    /// supply. Of an exclusive group the largest member counts.
    /// </summary>
    public static void R09(Sheet sheet, FaultList faults)
    {
        foreach (Node bank in sheet.Banks)
        {
            int? lockVolts = sheet.LockType(bank["lockType"].Text)?["nominalV"].Whole;
            int? railVolts = sheet.Rail(bank["rail"].Text)?["nominalV"].Whole;
            if (lockVolts != railVolts && lockVolts is not null && railVolts is not null)
            {
                faults.Add(
                    "R09",
                    bank["lockType"],
                    $"Expected locks for the {railVolts} V of rail {bank["rail"].Text}"
                    + $", found locks for {lockVolts} V.");
            }
        }

        foreach (Node rail in sheet.Rails)
        {
            decimal? limit = rail["psuRatedA"].Number * rail["derating"].Number;
            decimal? load = rail["staticPeakA"].Number + LocksTogether(sheet, rail["id"].Text);
            if (load > limit)
            {
                faults.Add(
                    "R09",
                    rail,
                    $"Expected at most {limit:0.###} A on rail {rail["id"].Text} (supply × derating)"
                    + $", found {load:0.###} A.");
            }
        }
    }

    /// <summary>R17: four fifths of the battery carry the typical load of all rails through the stated time.</summary>
    public static void R17(Sheet sheet, FaultList faults)
    {
        Node ups = sheet.Root["power"]["ups"];
        decimal watts = sheet.Rails.Sum(rail => rail["staticTypA"].Number * rail["nominalV"].Number ?? 0);
        decimal? needed = watts * ups["minHoldupMin"].Number / 60;
        decimal? usable = ups["capacityWh"].Number * UsableCapacity;
        if (usable < needed)
        {
            faults.Add(
                "R17",
                ups["capacityWh"],
                $"Expected at least {needed / UsableCapacity:0.#} Wh for {ups["minHoldupMin"].Found} minutes"
                + $", found {ups["capacityWh"].Found}.");
        }
    }

    /// <summary>Amperes of all locks of a rail that may fire together; a bank counts in the first group that names it.</summary>
    private static decimal LocksTogether(Sheet sheet, string? rail)
    {
        Dictionary<string, decimal> single = sheet.Banks
            .Where(bank => bank["id"].Text is not null && bank["rail"].Text == rail && rail is not null)
            .DistinctBy(bank => bank["id"].Text)
            .ToDictionary(bank => bank["id"].Text!, bank => Amperes(sheet, bank), StringComparer.Ordinal);
        decimal total = 0;
        foreach (Node group in sheet.Root["exclusiveGroups"].Items)
        {
            string[] named = [.. group.Items.Select(member => member.Text).OfType<string>().Distinct()];
            string[] members = [.. named.Where(single.ContainsKey)];
            total += members.Select(member => single[member]).DefaultIfEmpty().Max();
            foreach (string member in members)
            {
                single.Remove(member);
            }
        }

        return total + single.Values.Sum();
    }

    private static decimal Amperes(Sheet sheet, Node bank) =>
        bank["maxConcurrent"].Number * sheet.LockType(bank["lockType"].Text)?["currentA"].Number ?? 0;
}
