using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>The cabinet's one decision function: hands each input to the machine it concerns, and has no rules of its own.</summary>
public static partial class CabinetCore
{
    public static CabinetStep Step(CabinetState state, CabinetInput input, StepMoment moment, CabinetModel model)
    {
        _ = (input, moment, model);
        return new CabinetStep(state, [], []);
    }
}
