using Microsoft.AspNetCore.Identity;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;

namespace SmartLocker.Server.Features.Accounts;

/// <summary>What became of an order about an account.</summary>
public enum AccountOutcome { Kept, BadName, NameTaken, WeakPassword, NotAllowed }

/// <summary>Makes accounts, sets passwords, ends sessions.</summary>
public sealed class AccountDesk(ILedger ledger, PasswordHasher<string> hasher)
{
    /// <summary>Gives a person a way in; the person's own account gets the new password.</summary>
    public async Task<AccountOutcome> SetPassword(string typedName, PersonId person, string password, Actor by)
    {
        if (!await ledger.MayAdminister(by)) { return AccountOutcome.NotAllowed; }

        string name = AccountName.Key(typedName);
        if (!AccountName.IsGood(name)) { return AccountOutcome.BadName; }
        if (!PasswordRule.Accepts(password, name)) { return AccountOutcome.WeakPassword; }

        Account? known = await ledger.Vault.FindAccount(name);
        if (known is not null && known.Person != person) { return AccountOutcome.NameTaken; }

        await ledger.Vault.KeepAccount(new Account
        {
            Name = name,
            Person = person,
            PasswordHash = hasher.HashPassword(name, password),
            Stamp = NewStamp(),
        });
        return AccountOutcome.Kept;
    }

    /// <summary>
    /// Every session of the account ends, wherever it was begun: a copied cookie opens nothing after a sign-out.
    /// </summary>
    public async Task EndSessions(PersonId person)
    {
        if (await ledger.Vault.FindAccountOf(person) is { } account)
        {
            await ledger.Vault.KeepAccount(account with { Stamp = NewStamp() });
        }
    }

    private static string NewStamp() => Guid.NewGuid().ToString("N");
}
