using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;

namespace SmartLocker.Server.Core.Fleet;

/// <summary>Who may deny the controller of a cabinet, and who may let another one in (CL-74).</summary>
public static class Machines
{
    public const int ReasonLengthMax = 200;

    public static FleetOutcome Deny(Cabinet cabinet, Person by, string reason, DateTimeOffset now) =>
        Refusal(by, reason) is { } refusal ? new FleetOutcome.Rejected(refusal)
        : cabinet.Machine.Denial is not null ? new FleetOutcome.Decided([])
        : Happened(by, now, new CabinetEvent.MachineDenied(reason.Trim()));

    /// <param name="serialNumber">Of the controller that may enrol now; its code serves no other.</param>
    public static FleetOutcome Allow(Cabinet cabinet, Person by, string serialNumber, string reason, DateTimeOffset now) =>
        Refusal(by, reason) is { } refusal ? new FleetOutcome.Rejected(refusal)
        : string.IsNullOrWhiteSpace(serialNumber) ? new FleetOutcome.Rejected(FleetRejection.SerialMissing)
        : cabinet.Machine.Denial is null ? new FleetOutcome.Rejected(FleetRejection.NotDenied)
        : Happened(by, now, new CabinetEvent.MachineAllowed(serialNumber.Trim(), reason.Trim()));

    private static FleetRejection? Refusal(Person by, string reason) =>
        !Rights.MayAdminister(by) ? FleetRejection.NotAllowed
        : string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > ReasonLengthMax ? FleetRejection.ReasonMissing
        : null;

    private static FleetOutcome.Decided Happened(Person by, DateTimeOffset now, CabinetEvent happened) =>
        new([new Recorded<CabinetEvent>(now, Actor.Person(by.Id), happened)]);
}
