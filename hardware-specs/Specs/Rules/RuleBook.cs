using SmartLocker.HardwareSpecs.Loading;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>All rules that look at more than one place of a model at a time. R01 is the schema.</summary>
internal static class RuleBook
{
    public static void Check(Sheet sheet, FaultList faults)
    {
        _ = sheet;
        _ = faults;
    }
}
