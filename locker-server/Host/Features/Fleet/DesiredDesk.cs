using System.Collections.Concurrent;
using System.Collections.Immutable;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>
/// Keeps each cabinet's desired state: a new version when anything in it changed, and what to send to a cabinet.
/// </summary>
/// <param name="codeKeys">What codes are signed with.</param>
/// <param name="organisation">Shared with whoever else reads it.</param>
public sealed class DesiredDesk(
    ILedger ledger, TimeProvider time, ImmutableArray<CodeKey> codeKeys = default, OrganisationShelf? organisation = null)
{
    private readonly OrganisationShelf _organisation = organisation ?? new OrganisationShelf(ledger);

    /// <summary>No server made so many versions more than it remembers; a cabinet that says so is not believed.</summary>
    private const long AheadMax = 1_000_000_000;

    /// <summary>What the newest version of each cabinet was made from, as far as this node made it or looked.</summary>
    private readonly ConcurrentDictionary<CabinetId, DesiredIngredients> _made = new();

    /// <summary>Brings the document up to date.</summary>
    /// <param name="held">What the cabinet says that it holds.</param>
    /// <returns>What to send, or nothing when the cabinet holds the newest version or is not on record.</returns>
    public async Task<DesiredChange?> ChangeFor(CabinetId id, HeldDesired held)
    {
        // What was sent on this stream needs no comparing, and at most looks there is nothing new.
        DesiredState? newest = held is { Version: > 0, MadeAt: null } ? await Refresh(id) : null;
        if (newest is not null && newest.Version == held.Version) { return null; }

        DesiredState? known = held.Version == 0 ? null : await ledger.FindDesired(id, held.Version);
        bool isOurs = known is not null && held.IsOf(known);
        newest = isOurs && newest is not null ? newest : await Refresh(id, isOurs ? 0 : held.Version);
        if (newest is null) { return null; }

        // A cabinet that names a version nobody remembers, or another one of that number, gets the whole document.
        return !isOurs ? new DesiredChange.Full(newest)
            : newest.Version == held.Version ? null
            : DesiredProjection.Difference(known!, newest);
    }

    /// <summary>The newest version, made now when anything changed since the last one.</summary>
    /// <param name="above">
    /// What the cabinet holds, and is none of ours: the server was restored from a backup. It takes only what is higher (CL-45).
    /// </param>
    public async Task<DesiredState?> Refresh(CabinetId id, long above = 0)
    {
        while (true)
        {
            DesiredState? last = await ledger.FindDesired(id, null);
            if (await Ingredients(id) is not { } ingredients) { return null; }
            long newest = last?.Version ?? 0;
            bool ahead = above > 0 && above >= newest && above - newest <= AheadMax;
            DesiredIngredients? made = _made.GetValueOrDefault(id);
            if (last is not null && !ahead && made?.Same(ingredients, last.Version) == true) { return last; }

            DesiredSources sources = Sources(ingredients) with
            {
                // Packets come and go all day; whoever may use the cabinet is seldom somebody else.
                KnownPeople = made?.SamePeople(ingredients, newest) == true ? last?.People : null,
            };
            DesiredState wanted = DesiredProjection.Build(sources, (ahead ? above : newest) + 1, time.GetUtcNow());
            if (last is not null && !ahead && DesiredProjection.Same(last, wanted)) { return Made(ingredients, last); }
            if (await ledger.KeepDesired(id, wanted)) { return Made(ingredients, wanted); }
        }
    }

    private DesiredState Made(DesiredIngredients source, DesiredState state)
    {
        _made[source.Cabinet.Id] = source with { Version = state.Version };
        return state;
    }

    private async Task<DesiredIngredients?> Ingredients(CabinetId id)
    {
        if (await ledger.FindCabinet(id) is not { State: Cabinet cabinet }) { return null; }

        OrganisationBook organisation = await _organisation.Read();
        AgencyCode[] depositing = [.. organisation.Agencies.Where(agency => agency.DepositsAt(id)).Select(agency => agency.Code)];
        AgencyCode[] collecting = [.. organisation.Agencies.Where(agency => agency.CollectsAt(id)).Select(agency => agency.Code)];
        return new DesiredIngredients(
            cabinet, organisation, [.. await ledger.Views.PacketsFor(id, depositing, collecting)],
            [.. await ledger.Vault.FindSecret(CabinetRegistry.PepperKind, id.Value) ?? []]);
    }

    private DesiredSources Sources(DesiredIngredients source) => new()
    {
        Cabinet = source.Cabinet,
        CodeKeys = codeKeys.IsDefault ? [] : codeKeys,
        Agencies = source.Organisation.Agencies,
        People = source.Organisation.People,
        Pins = source.Organisation.Pins,
        Packets = source.Packets,
        Pepper = source.Pepper,
    };
}
