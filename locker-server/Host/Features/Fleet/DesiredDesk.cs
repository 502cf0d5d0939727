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

    /// <summary>Brings the document up to date.</summary>
    /// <param name="held">The version the cabinet says it holds; 0 for none.</param>
    /// <returns>What to send, or nothing when the cabinet holds the newest version or is not on record.</returns>
    public async Task<DesiredChange?> ChangeFor(CabinetId id, long held)
    {
        if (await Refresh(id) is not { } newest || newest.Version == held) { return null; }

        // A cabinet that names a version nobody remembers, or one from before a restore, gets the whole document.
        return held > 0 && held < newest.Version && await ledger.FindDesired(id, held) is { } known
            ? DesiredProjection.Difference(known, newest)
            : new DesiredChange.Full(newest);
    }

    /// <summary>The newest version, made now when anything changed since the last one.</summary>
    public async Task<DesiredState?> Refresh(CabinetId id)
    {
        while (true)
        {
            DesiredState? last = await ledger.FindDesired(id, null);
            if (await Sources(id) is not { } sources) { return null; }

            DesiredState wanted = DesiredProjection.Build(sources, (last?.Version ?? 0) + 1, time.GetUtcNow());
            if (last is not null && DesiredProjection.Same(last, wanted)) { return last; }
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
