using SmartLocker.HardwareSpecs.Loading;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>All rules that look at more than one place of a model at a time, in order; R01 is the schema.</summary>
/// <remarks>Each rule names what is its own and passes over what another rule names, so one mistake makes one fault.</remarks>
internal static class RuleBook
{
    private static readonly Action<Sheet, FaultList>[] Rules =
    [
        IdRules.R02,
        PinRules.R03,
        BusRules.R04,
        ChannelRules.R05,
        DoorRules.R06,
        BankRules.R07,
        PulseRules.R08,
        PowerRules.R09,
        PulseRules.R10,
        PinRules.R11,
        BankRules.R12,
        BankRules.R13,
        TimingRules.R14,
        DoorRules.R15,
        TimingRules.R16,
        PowerRules.R17,
        ReferenceRules.R18,
        ChannelRules.R19,
        BusRules.R20,
        PinRules.R21,
        TimingRules.R22,
        DoorRules.R23,
    ];

    public static void Check(Sheet sheet, FaultList faults)
    {
        foreach (Action<Sheet, FaultList> rule in Rules)
        {
            rule(sheet, faults);
        }
    }
}
