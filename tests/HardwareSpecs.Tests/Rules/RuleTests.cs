using SmartLocker.HardwareSpecs.Loading;
using SmartLocker.HardwareSpecs.Tests.Loading;

namespace SmartLocker.HardwareSpecs.Tests.Rules;

/// <summary>One mistake, one rule: each row spoils a shipped model and names the only rule that may speak.</summary>
public sealed class RuleTests
{
    private const string City = "sdl-24-ch";
    private const string Boards = "sdl-60-rs";
    private const string School = "sdl-12-sc";

    /// <summary>Rule, model, what stood there, what stands there now.</summary>
    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        { "R01", City, "schemaVersion: 1", "schemaVersion: 2" },
        { "R01", City, "use: documents}", "use: documents, colour: red}" },
        { "R01", City, "revision: 1", "revision: one" },
        { "R01", City, "revision: 1", "revision: 1.5" },
        { "R01", City, "strictGpiod: true", "strictGpiod: 1" },
        { "R01", City, "ch: xoA.4}", "ch: 1.10}" },
        { "R01", City, "count: 24", "count: 0" },
        { "R01", City, "gpio: 26, dir: out, active: high, safe: inactive", "gpio: 26, dir: out, active: high" },
        { "R01", City, "gpio: 26, dir", "gpio: 26, at: xoA.15, dir" },
        { "R01", City, ", scl: 3", "" },
        { "R01", School, "exclusiveGroups: []", "exclusiveGroups: ~" },
        { "R01", School, "type: i2c-rtc, device: rtc1", "type: i2c-rtc" },

        { "R02", City, "id: acc1", "id: env1" },
        { "R02", City, "id: status_led", "id: bankA" },
        { "R02", City, "id: status_led", "id: gpio" },
        { "R02", City, "id: status_led", "id: uart0" },
        { "R02", City, "id: status_led", "id: v12" },
        { "R02", City, "id: status_led", "id: kr-s99n-12" },
        { "R02", School, "id: status_led_n", "id: i2c1" },

        { "R03", City, "gpio: 26", "gpio: 24" },
        { "R03", City, "gpio: 26", "gpio: 14" },
        { "R03", City, "gpio: 26", "gpio: 1" },
        { "R03", School, "hook: gpio.4", "hook: gpio.27" },
        { "R03", School, "hook: gpio.4", "hook: gpio.2" },
        { "R03", School, "hook: gpio.4", "hook: gpio.28" },
        { "R03", School, "ch: gpio.9}", "ch: gpio.23}" },

        { "R04", City, "type: mcp23017, bus: i2c1, address: 0x20", "type: mcp23017, bus: i2c9, address: 0x20" },
        { "R04", City, "bus: i2c1, address: 0x44", "bus: uart0, address: 0x44" },
        { "R04", City, "address: 0x21", "address: 0x20" },
        { "R04", City, "address: 0x21", "address: 0x28" },
        { "R04", Boards, "address: 3", "address: 32" },
        { "R04", Boards, "address: 3", "address: 0" },

        { "R05", City, "hook: xhA.5", "hook: xhA.7" },
        { "R05", City, "hook: xhA.5", "hook: xhA.15" },
        { "R05", City, "hook: xhA.5", "hook: xhA.16" },
        { "R05", City, "hook: xhA.5", "hook: xhA.4" },
        { "R05", City, "hook: xhA.5", "hook: xoA.15" },
        { "R05", City, "hook: xhA.5", "hook: env1.0" },
        { "R05", City, "ch: xoA.5}", "ch: xhA.6}" },
        { "R05", City, "gpio: 26, dir", "at: xoA.5, dir" },
        { "R05", Boards, "ch: lb1.5}", "ch: lb1.6}" },
        { "R05", Boards, "ch: lb1.5}", "ch: lb1.0}" },
        { "R05", Boards, "ch: lb1.5}", "ch: lb1.25}" },
        { "R05", Boards, "hook: lb1.5}", "hook: lb1.6}" },
        { "R05", Boards, "gpio: 26, dir", "at: lb1.24, dir" },
        { "R05", School, "address: 0x20, use: aux", "address: 0x20, use: aux, channels: 16" },

        { "R06", City, "number: 24,", "number: 25," },
        { "R06", City, "number: 24,", "number: 23," },
        { "R06", City, "sensors: {hook: xhA.5, door: xdA.5}", "sensors: {}" },
        { "R06", City, "sensors: {hook: xhA.5, door: xdA.5}", "sensors: {hook: xhA.5, lid: xdA.5}" },
        { "R06", City, "meaning: door-shut", "meaning: hook-latched" },
        { "R06", School, "closedLevel: low", "closedLevel: bit0" },
        { "R06", School, "meaning: hook-latched", "meaning: item-present" },
        { "R06", Boards, "closedLevel: bit1", "closedLevel: high" },

        { "R07", City, "lock: {bank: bankA, ch: xoA.5}", "lock: {bank: bankC, ch: xoA.5}" },
        { "R07", City, "id: bankB, kind: expander, rail: v12", "id: bankB, kind: expander, rail: v13" },
        { "R07", School, "lockType: kr-s1408-12", "lockType: kr-s99n-12" },
        { "R07", City, "ch: xoA.5}", "ch: gpio.13}" },

        { "R08", School, "hwMaxOnMs: 600", "hwMaxOnMs: 499" },
        { "R08", School, "hwMaxOnMs: 600", "hwMaxOnMs: 1001" },
        { "R08", School, "restMs: 1000", "restMs: 999" },
        { "R08", School, "hwMinOffMs: 400", "hwMinOffMs: 1001" },
        { "R08", Boards, "maxOnMs: 1000", "maxOnMs: 299" },

        { "R09", City, "nominalV: 12, psuRatedA: 10.0", "nominalV: 24, psuRatedA: 10.0" },
        { "R09", City, "staticPeakA: 3.3", "staticPeakA: 5.7" },
        { "R09", City, "exclusiveGroups: [[bankA, bankB]]", "exclusiveGroups: []\n# " },
        { "R09", School, "maxConcurrent: 1", "maxConcurrent: 2" },
        { "R09", School, "currentA: 2.4", "currentA: 2.9" },

        { "R10", School, "perLockPerMin: 6", "perLockPerMin: 8" },
        { "R10", Boards, "perLockPerMin: 6", "perLockPerMin: 11" },

        { "R11", City, "critical: true, externalPull: down}   # safe", "critical: true}   # safe" },
        { "R11", City, "active: low, safe: active, critical: true", "active: low, safe: inactive, critical: true" },
        { "R11", City, "externalPull: down}\n  - {id: wd", "externalPull: up}\n  - {id: wd" },
        { "R11", School, "externalPull: down", "externalPull: up" },
        { "R11", School, "maxConcurrent: 1, externalPull: down,", "maxConcurrent: 1," },

        { "R11", School, "ch: gpio.9}, sensors: {hook: gpio.4}", "ch: gpio.4}, sensors: {hook: gpio.9}" },
        { "R11", School, "ch: gpio.13}, sensors: {hook: gpio.8}", "ch: gpio.8}, sensors: {hook: gpio.13}" },
        { "R11", School, "ch: gpio.16}, sensors: {hook: gpio.14}", "ch: gpio.14}, sensors: {hook: gpio.16}" },
        { "R11", School, "ch: gpio.17}, sensors: {hook: gpio.15}", "ch: gpio.15}, sensors: {hook: gpio.17}" },

        { "R12", School, ", hwMaxOnMs: 600", "" },
        { "R12", School, ", hwMinOffMs: 400", "" },
        { "R12", School, "fire: any-channel, ", "" },
        { "R12", School, "perLockPerMin: 6}", "perLockPerMin: 6, timedBy: board}" },
        { "R12", Boards, ", timedBy: board", "" },
        { "R12", Boards, "timedBy: board", "timedBy: controller" },

        { "R13", School, "strictGpiod: true", "strictGpiod: false" },
        { "R13", City, "strictGpiod: true", "strictGpiod: false" },

        { "R14", City, "minMs: 20", "minMs: 9" },
        { "R14", City, "maxOnMs: 5000", "maxOnMs: 10001" },

        { "R15", City, "number: 3, col: 1, row: 3, size: S", "number: 3, col: 1, row: 3, size: XS" },
        { "R15", School, "S: {w: 340, h: 90, d: 400}", "S: {w: 340, h: 39, d: 400}" },
        { "R15", School, "S: {w: 340, h: 90, d: 400}", "S: {w: 234, h: 90, d: 400}" },
        { "R15", School, "S: {w: 340, h: 90, d: 400}", "S: {w: 300, h: 90, d: 320}" },
        { "R15", City, "M: {w: 340, h: 160, d: 470}", "M: {w: 340, h: 79, d: 470}" },

        { "R16", City, "releaseDetectMs: 1500", "releaseDetectMs: 10000" },
        { "R16", City, "doorOpenTimeoutS: 10", "doorOpenTimeoutS: 60" },
        { "R16", City, "heldOpenWarnS: 60", "heldOpenWarnS: 300" },
        { "R16", City, "forcedOpenDebounceMs: 150", "forcedOpenDebounceMs: 39" },
        { "R16", School, "debounceMs: 40", "debounceMs: 20" },
        { "R16", City, "jamAfterAttempts: 3", "jamAfterAttempts: 4" },

        { "R17", School, "capacityWh: 26", "capacityWh: 8" },
        { "R17", City, "minHoldupMin: 60", "minHoldupMin: 180" },

        { "R18", City, "mainsFail: mains_fail", "mainsFail: mains_fial" },
        { "R18", City, "mainsFail: mains_fail", "mainsFail: buzzer" },
        { "R18", City, "low: ups_low", "low: nobody" },
        { "R18", City, "currentSense: pm1}\n  - {id: bankB", "currentSense: pm2}\n  - {id: bankB" },
        { "R18", City, "currentSense: pm1}\n  - {id: bankB", "currentSense: env1}\n  - {id: bankB" },
        { "R18", City, "port: spi0", "port: uart0" },
        { "R18", City, "port: uart0", "port: uart1" },
        { "R18", City, "kick: wd_kick", "kick: acc_int" },
        { "R18", City, "buzzer: {line: buzzer}", "buzzer: {line: bell}" },
        { "R18", City, "trigger: {line: scan_trig,", "trigger: {line: scan_good_n," },
        { "R18", City, "goodRead: scan_good_n", "goodRead: scan_trig" },
        { "R18", City, "[[bankA, bankB]]", "[[bankA, bankB, bankC]]" },
        { "R18", City, "hook: xhA.5", "hook: xhX.5" },
        { "R18", City, "ch: xoA.5}", "ch: xoX.5}" },
        { "R18", City, "safe: active, critical: true", "safe: active" },
        { "R18", City, "reset: exp_reset_n", "reset: mains_fail" },
        { "R18", City, "fire: lock_fire", "fire: any-channel" },
        { "R18", City, "fire: lock_fire", "fire: lock_fier" },
        { "R18", School, "device: rtc1", "device: env1" },

        { "R19", School, "id: buzzer_n, at: aux.1, dir: out, active: low", "id: buzzer_n, at: aux.1, dir: out, active: high" },

        { "R20", Boards, ", echo: suppressed", "" },
        { "R20", Boards, "baud: 9600", "baud: 19200" },
        { "R20", Boards, "baud: 9600, ", "" },
        { "R20", Boards, "id: lb2, type: lockboard-xor8a", "id: lb2, type: lockboard-wkly" },

        { "R21", City, "pinctrl-rp1", "pinctrl-bcm2711" },
        { "R21", School, "board: rpi-cm4", "board: rpi-5" },

        { "R22", City, "periodMs: 1000", "periodMs: 1501" },
        { "R22", Boards, "timeoutMs: 3000", "timeoutMs: 1999" },

        { "R23", City, "row: 8, size: L, door: [350, 698], lock: {bank: bankA, ch: xoA.7}",
            "row: 8, size: L, door: [350, 679], lock: {bank: bankA, ch: xoA.7}" },
        { "R23", City, "row: 8, size: L, door: [350, 698], lock: {bank: bankA, ch: xoA.7}",
            "row: 8, size: L, door: [350, 701], lock: {bank: bankA, ch: xoA.7}" },
        { "R23", City, "row: 8, size: L, door: [350, 698], lock: {bank: bankA, ch: xoA.7}",
            "row: 8, size: L, door: [698, 350], lock: {bank: bankA, ch: xoA.7}" },
        { "R23", City, "number: 8, col: 1, row: 8", "number: 8, col: 1, row: 7" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void One_mistake_is_named_by_its_rule_and_by_no_other(string rule, string model, string old, string @new)
    {
        IReadOnlyList<ModelFault> faults = Spoilt.Faults(model, old, @new);

        Assert.True(faults.Count > 0, $"Expected {rule}, but the model was loaded.");
        Assert.All(faults, fault => Assert.True(fault.Rule == rule, fault.ToString()));
    }

    /// <summary>Its pins are high from power-up until the first write: every lock on it would be fired.</summary>
    [Fact]
    public void R19_A_lock_is_never_driven_by_a_PCF8574()
    {
        const string Part = "  - {id: pcf, type: pcf8574, bus: i2c1, address: 0x27, use: outputs}\n";
        string yaml = Spoilt.Text(City, "ch: xoB.7}", "ch: pcf.7}")
            .Replace("lines:\n", $"{Part}lines:\n", StringComparison.Ordinal);

        Assert.Equal(["R19"], Spoilt.Faults(yaml).Select(fault => fault.Rule));
    }

    [Fact]
    public void Every_mistake_of_a_file_is_named_at_once()
    {
        string yaml = Spoilt.Text(City)
            .Replace("capacityWh: 77", "capacityWh: 7", StringComparison.Ordinal)
            .Replace("use: documents}", "use: documents, colour: red}", StringComparison.Ordinal)
            .Replace("periodMs: 1000", "periodMs: 0100", StringComparison.Ordinal)
            .Replace("hook: xhA.5", "hook: xhA.7", StringComparison.Ordinal)
            .Replace("jamAfterAttempts: 3", "jamAfterAttempts: 5", StringComparison.Ordinal)
            .Replace("pinctrl-rp1", "pinctrl-bcm2711", StringComparison.Ordinal);

        Assert.Equal(["R01", "R05", "R16", "R16", "R17", "R21", "Y03"], Spoilt.Faults(yaml).Select(fault => fault.Rule).Order());
    }

    [Fact]
    public void A_fault_says_where_what_was_expected_and_what_was_found()
    {
        ModelFault fault = Spoilt.Faults(School, "hwMaxOnMs: 600", "hwMaxOnMs: 499").Single();

        Assert.Equal("banks[0].pulse.attemptsMs[2]", fault.Path);
        Assert.Equal("Expected at most 399 ms (the one-shot less 100 ms), found 400.", fault.Message);
        Assert.Contains("attemptsMs", Spoilt.Text(School).Split('\n')[fault.Line - 1], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_has_a_mistake_of_its_own()
    {
        IEnumerable<string> rules = Enumerable.Range(1, 23).Select(number => $"R{number:00}");

        Assert.Equal(rules, Mistakes.Select(row => row.Data.Item1).Distinct().Order());
    }
}
