using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Rules;
using SmartLocker.HardwareSpecs.Wiring;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Loading;

/// <summary>Builds what carries current: rails, battery, locks and their banks.</summary>
internal static class PowerBuilder
{
    public static PowerSpec Power(Sheet sheet) => new([.. sheet.Rails.Select(Rail)], Ups(sheet.Root["power"]["ups"]));

    public static BankSpec Bank(Sheet sheet, Node bank)
    {
        Node pulse = bank["pulse"];
        return new BankSpec
        {
            Id = bank["id"].Text!,
            Kind = bank["kind"].Text switch { "gpio" => BankKind.Gpio, "expander" => BankKind.Expander, _ => BankKind.Rs485 },
            Rail = bank["rail"].Text!,
            LockType = LockType(sheet.LockType(bank["lockType"].Text)!),
            MaxConcurrent = bank["maxConcurrent"].Whole!.Value,
            Attempts = [.. pulse["attemptsMs"].Items.Select(attempt => ModelBuilder.Milliseconds(attempt)!.Value)],
            Rest = ModelBuilder.Milliseconds(pulse["restMs"])!.Value,
            PerLockPerMinute = pulse["perLockPerMin"].Whole!.Value,
            TimedByBoard = pulse["timedBy"].Text == "board",
            Gate = Gate(bank["gate"]),
            CurrentSense = bank["currentSense"].Text,
        };
    }

    private static GateSpec Gate(Node gate)
    {
        string? fire = gate["fire"].Text;
        bool any = fire == GateSpec.AnyChannel;
        return new GateSpec
        {
            FireLine = any ? null : fire,
            FiredByAnyChannel = any,
            EnableLine = gate["enable"].Text,
            ResetLine = gate["reset"].Text,
            HardwareMaxOn = ModelBuilder.Milliseconds(gate["hwMaxOnMs"]),
            HardwareMinOff = ModelBuilder.Milliseconds(gate["hwMinOffMs"]),
        };
    }

    private static LockType LockType(Node type) => new()
    {
        Id = type["id"].Text!,
        NominalVolts = type["nominalV"].Whole!.Value,
        CurrentAmps = type["currentA"].Number!.Value,
        HoldToOpen = type["action"].Text == "hold-to-open",
        MaxOn = ModelBuilder.Milliseconds(type["maxOnMs"])!.Value,
        MinRest = ModelBuilder.Milliseconds(type["minRestMs"])!.Value,
        LifeCycles = type["lifeCycles"].Whole,
        ManualRelease = type["manualRelease"].Flag ?? false,
    };

    private static RailSpec Rail(Node rail) => new()
    {
        Id = rail["id"].Text!,
        NominalVolts = rail["nominalV"].Whole!.Value,
        RatedAmps = rail["psuRatedA"].Number!.Value,
        Derating = rail["derating"].Number!.Value,
        StaticTypicalAmps = rail["staticTypA"].Number!.Value,
        StaticPeakAmps = rail["staticPeakA"].Number!.Value,
    };

    private static UpsSpec? Ups(Node ups) => !ups.Exists ? null : new UpsSpec
    {
        CapacityWattHours = ups["capacityWh"].Number!.Value,
        MainsFailLine = ups["mainsFail"].Text!,
        LowLine = ups["low"].Text,
        ReleaseOnBattery = ups["allowUnlockOnBattery"].Flag ?? false,
        MinHoldup = Minutes(ups["minHoldupMin"])!.Value,
        ShutdownAfter = Minutes(ups["shutdownAfterMin"]),
    };

    private static TimeSpan? Minutes(Node node) => node.Number is { } count ? TimeSpan.FromMinutes((double)count) : null;
}
