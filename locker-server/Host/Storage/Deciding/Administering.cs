using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Storage.Deciding;

/// <summary>Asks <see cref="Rights"/> about an actor, with the person read from the record at this moment.</summary>
internal static class Administering
{
    public static async Task<bool> MayAdminister(this ILedger ledger, Actor by) =>
        Rights.MayAdminister(by, by.AsPerson is { } id ? (await ledger.FindPerson(id))?.State : null);
}
