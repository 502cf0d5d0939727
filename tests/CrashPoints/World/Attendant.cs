using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Storage;

namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>Whoever sees to what the server could not read: it is kept until it is settled, and stays settled.</summary>
internal static class Attendant
{
    public static void Settles(SmallWorld world)
    {
        world.Cabinet!.Records(new Fact.DoorShut(Compartment: 0, TimeSpan.FromSeconds(2))); // No cabinet has such a door.
        DeadLetter letter = Assert.Single(Record(world.Server).DeadLetters);
        world.Told("the entry is kept", server => Record(server).DeadLetters.Contains(letter) || IsSettled(server));
        Assert.Null(SmallServer.Now(world.Server.Registry.SettleDeadLetter(
            SmallWorld.CabinetId, SmallWorld.Technician.Person, letter.Journal, letter.Sequence, "看過")));
        world.Told("the entry is settled", server => Record(server).DeadLetters.IsEmpty && IsSettled(server));
        world.Point("the page says that it is settled");
        world.Cabinet.Exchange();
    }

    private static bool IsSettled(SmallServer server) =>
        SmallServer.Now(server.Ledger.Views.History(StreamNames.Of(SmallWorld.CabinetId)))
            .Any(row => row.Kind == nameof(CabinetEvent.DeadLetterSettled));

    private static Cabinet Record(SmallServer server) => SmallServer.Now(server.Ledger.FindCabinet(SmallWorld.CabinetId))!.State;
}
