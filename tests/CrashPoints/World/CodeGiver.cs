using SmartLocker.Server.Certificates;
using SmartLocker.Server.Features.Codes;

namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>One-time codes: given on record, and good for one pulse whatever dies.</summary>
internal static class CodeGiver
{
    public static Lazy<CodeSigner> Signer { get; } =
        new(() => CodeSigner.Open(Directory.CreateTempSubdirectory("crash-points-codes-").FullName));

    /// <returns>What the scanner reads.</returns>
    public static string Give(SmallWorld world, PacketId packet, Courier to)
    {
        CodeDesk desk = new(world.Server.Ledger, world.Time, world.Ids, Signer.Value);
        string text = SmallServer.Now(desk.Give(packet, to.Person.Id))!.Value.Text;
        world.Promises = world.Promises with { Shown = [.. world.Promises.Shown, (text, to)] };
        world.Cabinet!.Exchange();
        return text;
    }
}
