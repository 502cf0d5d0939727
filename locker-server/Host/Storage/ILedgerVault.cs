namespace SmartLocker.Server.Storage;

/// <summary>What must never be in a history: accounts, PIN hashes, peppers, keys, enrolment codes.</summary>
public interface ILedgerVault
{
    Task<Account?> FindAccount(string name);
    Task<Account?> FindAccountOf(PersonId person);
    Task KeepAccount(Account account);

    /// <param name="kind">Chosen by the feature that owns it, such as pin, pepper, enrolment.</param>
    Task<byte[]?> FindSecret(string kind, string id);
    Task<IReadOnlyDictionary<string, byte[]>> Secrets(string kind);

    /// <summary>Puts or replaces.</summary>
    Task KeepSecret(string kind, string id, byte[] data);

    /// <summary>Takes it away and returns it: a one-time code serves one caller only, however many ask at once.</summary>
    Task<byte[]?> TakeSecret(string kind, string id);
}
