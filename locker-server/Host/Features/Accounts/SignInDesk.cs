using Microsoft.AspNetCore.Identity;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Accounts;

/// <summary>Checks a name and a password.</summary>
/// <remarks>
/// Unknown name, wrong password, closed account and a person who left get one answer after one hash each: neither words nor
/// time tell them apart (OWASP WSTG-IDNT-04).
/// </remarks>
internal sealed class SignInDesk(ILedger ledger, PasswordHasher<string> hasher, TimeProvider time) : IDisposable
{
    /// <summary>Longer ones are no passwords of ours and would only cost time.</summary>
    private const int TypedMax = 256;

    // Two guesses at once must count as two.
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    private readonly string _hashOfNobody = hasher.HashPassword("", Guid.NewGuid().ToString());

    /// <summary>The account, or nothing: why not is told to nobody.</summary>
    public async Task<Account?> Check(string typedName, string password, CancellationToken cancellation)
    {
        string name = AccountName.Key(typedName);
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            Account? account = name.Length > TypedMax ? null : await ledger.Vault.FindAccount(name);
            bool matches = Matches(account, password.Length > TypedMax ? "" : password);
            DateTimeOffset now = time.GetUtcNow();
            if (account is null || LockOut.IsClosed(account, now)) { return null; }

            Account next = matches ? LockOut.AfterSuccess(account) : LockOut.AfterFailure(account, now);
            if (next != account) { await ledger.Vault.KeepAccount(next); }
            bool active = matches && (await ledger.FindPerson(account.Person))?.State.Active == true;
            return active ? next : null;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private bool Matches(Account? account, string password) =>
        hasher.VerifyHashedPassword(account?.Name ?? "", account?.PasswordHash ?? _hashOfNobody, password)
            != PasswordVerificationResult.Failed
        && account is not null;
}
