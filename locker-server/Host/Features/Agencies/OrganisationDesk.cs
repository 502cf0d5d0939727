using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;
using SmartLocker.Server.Storage.Json;

namespace SmartLocker.Server.Features.Agencies;

/// <summary>Agencies and people: who there is, what they may do, and the PIN they use at the kiosk.</summary>
public sealed class OrganisationDesk(ILedger ledger, TimeProvider time, IIdSource ids)
{
    public const string PinKind = "pin";

    /// <summary>Puts an agency on record, or what changed about it. The same again changes nothing.</summary>
    public Task<OrganisationRejection?> Describe(Agency agency, Actor by) => ledger.Decide(time, async now =>
    {
        if (!await ledger.MayAdminister(by)) { return Refused(OrganisationRejection.NotAllowed); }

        Stored<Agency>? before = await ledger.FindAgency(agency.Code);
        bool same = before is not null && LedgerJson.Write(before.State) == LedgerJson.Write(agency);
        return Kept(same ? null : Change.Of(before, new(now, by, new AgencyEvent.Described(agency))));
    });

    /// <summary>Puts a person on record, or what changed about one. The same again changes nothing.</summary>
    public Task<OrganisationRejection?> Describe(Person person, Actor by) => ledger.Decide(time, async now =>
    {
        if (!await ledger.MayAdminister(by)) { return Refused(OrganisationRejection.NotAllowed); }
        if (person.Badge is { } badge && await ledger.FindPersonByBadge(badge) is { } holder && holder.Id != person.Id)
        {
            return Refused(OrganisationRejection.BadgeTaken);
        }

        Stored<Person>? before = await ledger.FindPerson(person.Id);
        bool same = before is not null && LedgerJson.Write(before.State) == LedgerJson.Write(person);
        return Kept(same ? null : Change.Of(before, new(now, by, new PersonEvent.Described(person))));
    });

    /// <summary>Sets the PIN of somebody on record; nothing else is known of it afterwards but a slow salted hash.</summary>
    public async Task<OrganisationRejection?> SetPin(
        PersonId person, string pin, Actor by, int iterations = PinHash.IterationsDefault)
    {
        if (!await ledger.MayAdminister(by)) { return OrganisationRejection.NotAllowed; }
        if (!PinHash.IsPin(pin)) { return OrganisationRejection.BadPin; }
        if (await ledger.FindPerson(person) is null) { return OrganisationRejection.UnknownPerson; }

        PinHash hash = PinHash.Of(pin, [.. ids.NextBytes(PinHash.SaltBytes)], iterations);
        await ledger.Vault.KeepSecret(PinKind, person.Value, System.Text.Encoding.UTF8.GetBytes(LedgerJson.Write(hash)));
        return await ledger.Decide(time, async now =>
            Kept(Change.Of(await ledger.FindPerson(person), new(now, by, new PersonEvent.PinChanged(person)))));
    }

    /// <summary>A badge number that nobody has.</summary>
    public async Task<BadgeNumber> FreshBadge()
    {
        while (true)
        {
            BadgeNumber badge = BadgeNumber.FromDigits(ids.NextDigits(BadgeNumber.RandomDigits));
            if (await ledger.FindPersonByBadge(badge) is null) { return badge; }
        }
    }

    private static Plan<OrganisationRejection?> Kept(StreamChange? change) =>
        new(change is null ? null : new Commit { Changes = [change] }, null);

    private static Plan<OrganisationRejection?> Refused(OrganisationRejection reason) => new(null, reason);

    internal static async Task<ImmutableSortedDictionary<PersonId, PinHash>> Pins(ILedger ledger) =>
        (await ledger.Vault.Secrets(PinKind)).ToImmutableSortedDictionary(
            secret => PersonId.Parse(secret.Key),
            secret => LedgerJson.Read<PinHash>(System.Text.Encoding.UTF8.GetString(secret.Value)));
}
