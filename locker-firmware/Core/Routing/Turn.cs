using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.Firmware.Core.Routing;

/// <summary>One step in the making: the state so far, and the facts and effects it has brought.</summary>
/// <remarks>Lives within one call of <see cref="CabinetCore.Step"/>, so the step stays a function of its arguments.</remarks>
internal sealed class Turn(CabinetState state, StepMoment moment, CabinetModel model)
{
    private readonly ImmutableArray<Fact>.Builder _facts = ImmutableArray.CreateBuilder<Fact>();
    private readonly ImmutableArray<CabinetEffect>.Builder _effects = ImmutableArray.CreateBuilder<CabinetEffect>();

    public CabinetState State { get; set; } = state;
    public StepMoment Moment => moment;
    public Uptime Now => moment.Now;
    public CabinetModel Model => model;
    public DoorPlan Plan { get; } = DoorPlan.Of(model);

    /// <summary>Puts a fact on record; the cabinet knows it from the same moment, by the same rule as after a restart.</summary>
    public void Record(Fact fact)
    {
        _facts.Add(fact);
        State = State with { Holdings = State.Holdings.Apply(fact), LastHour = State.LastHour.Apply(fact, Now) };
    }

    public void Do(CabinetEffect effect) => _effects.Add(effect);

    public void Raise(string fault, int compartment, string detail)
    {
        if (!State.Holdings.HasFault(fault, compartment))
        {
            Record(new Fact.FaultRaised(fault, compartment, detail));
        }
    }

    public void Clear(string fault, int compartment)
    {
        if (State.Holdings.HasFault(fault, compartment))
        {
            Record(new Fact.FaultCleared(fault, compartment));
        }
    }

    /// <summary>Nobody can say any more what lies inside; every use of the compartment ends there.</summary>
    public void Doubt(int compartment, string why) => Raise(FaultName.ContentsUnknown, compartment, why);

    public void Tell(NoticeKind kind, string elsewhere = "")
    {
        State = State with { Notice = new KioskNotice(kind, Now + KioskTimes.NoticeFor) { Elsewhere = elsewhere } };
        if (!KioskTexts.IsGood(kind))
        {
            Do(new CabinetEffect.Signal(KioskSignal.ScanRefused, 0));
        }
    }

    public CabinetStep Done() => new(State, _facts.ToImmutable(), _effects.ToImmutable());
}
