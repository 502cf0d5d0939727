using System.Collections.Immutable;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Recovery;
using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.Simulation.Tests.Placement;

/// <summary>One cabinet as it knows itself: its journal, the document it was told, all doors shut.</summary>
internal sealed class CabinetSide(CabinetModel model)
{
    private Holdings _holdings = Holdings.Empty;
    private DesiredState _desired = DesiredState.Empty;

    public void Happened(params Fact[] facts) => _holdings = facts.Aggregate(_holdings, (held, fact) => held.Apply(fact));

    public void Told(Contracts.V1.DesiredState wire) =>
        _desired = Assert.IsType<DesiredChange.Full>(Firmware.Agent.Link.DesiredWire.Read(wire)).State;

    public IEnumerable<(int Door, string Condition)> Conditions(ImmutableSortedSet<int> refused)
    {
        CabinetState state = State();
        return model.Compartments.Select(door => (door.Number, (refused.Contains(door.Number)
            ? CompartmentCondition.Refused
            : Compartments.ConditionOf(state, model, door.Number)).ToString()));
    }

    public int? Choose(DepositCase wanted) => PlaceCheck.Choose(State(), model, wanted);

    /// <summary>The cabinet would take the server's word for it.</summary>
    public bool IsSound(DepositCase wanted, int door) => PlaceCheck.IsSound(
        State(), model, wanted, new CallAnswer.Assigned("a-1", door, _desired.Packets[wanted.Packet], ""));

    private CabinetState State() =>
        CabinetRecovery.Start(_holdings, _desired, model, new Uptime(TimeSpan.Zero)).State with
        {
            Doors = [.. model.Compartments.Select(_ => new DoorNow(new DoorState.Closed(), []))],
        };
}
