using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>One use of one pin.</summary>
/// <param name="At">The place in the file that says so.</param>
internal sealed record PinClaim(Channel Pin, PinRole Role, Node At)
{
    public bool IsInput => Role is PinRole.LineIn or PinRole.Sensor;
    public bool IsOutput => Role is PinRole.LineOut or PinRole.Lock;
}
