using SmartLocker.Server.Certificates;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Rpc.Enrolment;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.CabinetPages.Machines;

/// <summary>
/// Denies the controller of a cabinet, and lets one in again (CL-74): on record first, then at the gate, then its stream ends.
/// </summary>
internal sealed class MachineDesk(
    CabinetRegistry registry, ILedger ledger, EnrolmentDesk enrolment, DeniedPeers denied, CabinetStreams streams)
    : IDisposable
{
    // What the gate is told comes in the order of the record.
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    public async Task<FleetRejection?> Deny(CabinetId id, Person by, string reason)
    {
        FleetRejection? refused = await Decide(id, () => registry.DenyMachine(id, by, reason));
        if (refused is null) { await streams.CloseDenied(denied.Contains); }
        return refused;
    }

    /// <returns>The code for the controller with this serial number, shown once; or why there is none.</returns>
    public async Task<(string? Code, FleetRejection? Refused)> Allow(CabinetId id, Person by, string serialNumber, string reason)
    {
        FleetRejection? refused = await Decide(id, () => registry.AllowMachine(id, by, serialNumber, reason));
        return refused is null
            ? (await enrolment.MakeCode(new PeerIdentity.Cabinet(id), serialNumber), null)
            : (null, refused);
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<FleetRejection?> Decide(CabinetId id, Func<Task<FleetRejection?>> decide)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            FleetRejection? refused = await decide();
            if (refused is null && await ledger.FindCabinet(id) is { State: var cabinet }) { denied.Note(id, cabinet.Machine); }
            return refused;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }
}
