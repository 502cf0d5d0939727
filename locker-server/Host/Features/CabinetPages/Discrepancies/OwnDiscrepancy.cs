using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Features.CabinetPages.Discrepancies;

/// <summary>What does not fit, for a clerk of the agency that owns it (docs/rules.md R-19).</summary>
/// <param name="Packet">Nothing where the server has no such packet.</param>
public sealed record OwnDiscrepancy(Cabinet Cabinet, Discrepancy Open, Packet? Packet)
{
    /// <summary>It concerns what the agency sends; else what it waits for.</summary>
    public bool IsOutgoing => Packet is { Sender: AgencyCode sender } && sender == Open.Finding.Owner;
}
