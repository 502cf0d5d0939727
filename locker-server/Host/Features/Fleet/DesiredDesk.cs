using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>
/// Keeps each cabinet's desired state: a new version when anything in it changed, and what to send to a cabinet.
/// </summary>
public sealed class DesiredDesk(ILedger ledger, TimeProvider time)
{
    private readonly OrganisationShelf _organisation = new(ledger);

    /// <summary>No server made so many versions more than it remembers; a cabinet that says so is not believed.</summary>
    private const long AheadMax = 1_000_000_000;

    /// <summary>Brings the document up to date.</summary>
    /// <param name="held">The version the cabinet says it holds; 0 for none.</param>
    /// <returns>What to send, or nothing when the cabinet holds the newest version or is not on record.</returns>
    public async Task<DesiredChange?> ChangeFor(CabinetId id, long held)
    {
        if (await Refresh(id, held) is not { } newest || newest.Version == held) { return null; }

        // A cabinet that names a version nobody remembers gets the whole document.
        return held > 0 && held < newest.Version && await ledger.FindDesired(id, held) is { } known
            ? DesiredProjection.Difference(known, newest)
            : new DesiredChange.Full(newest);
    }

    /// <summary>The newest version, made now when anything changed since the last one.</summary>
    /// <param name="held">
    /// Above every version there is: the server was restored from a backup. The cabinet takes only what is higher still (CL-45).
    /// </param>
    public async Task<DesiredState?> Refresh(CabinetId id, long held = 0)
    {
        while (true)
        {
            DesiredState? last = await ledger.FindDesired(id, null);
            if (await Sources(id) is not { } sources) { return null; }

            long newest = last?.Version ?? 0;
            bool ahead = held > newest && held - newest <= AheadMax;
            DesiredState wanted = DesiredProjection.Build(sources, (ahead ? held : newest) + 1, time.GetUtcNow());
            if (last is not null && !ahead && DesiredProjection.Same(last, wanted)) { return last; }
            if (await ledger.KeepDesired(id, wanted)) { return wanted; }
        }
    }

    private async Task<DesiredSources?> Sources(CabinetId id)
    {
        if (await ledger.FindCabinet(id) is not { State: Cabinet cabinet }) { return null; }

        OrganisationBook organisation = await _organisation.Read();
        AgencyCode[] depositing = [.. organisation.Agencies.Where(agency => agency.DepositsAt(id)).Select(agency => agency.Code)];
        return new DesiredSources
        {
            Cabinet = cabinet,
            Agencies = organisation.Agencies,
            People = organisation.People,
            Pins = organisation.Pins,
            Packets = [.. await ledger.Views.PacketsFor(id, depositing)],
            Pepper = [.. await ledger.Vault.FindSecret(CabinetRegistry.PepperKind, id.Value) ?? []],
        };
    }
}
