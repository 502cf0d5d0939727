using System.Text;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Hardware.Simulated;

namespace SmartLocker.Firmware.Agent.Tests.Running;

/// <summary>A cabinet as a courier meets it: virtual metal, the real core, a journal on disk.</summary>
public sealed class CabinetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_packet_goes_in_without_any_server_and_its_story_is_on_record()
    {
        await using CabinetRig rig = new(_folder);
        await rig.SignInAsync();
        Assert.True(rig.Board.Scanner.TryScan(World.Packet.Value));
        KioskView open = await rig.UntilAsync(view => view.Screen is KioskScreen.PutIn && view.Compartment is not null
            && view.Doors[view.Compartment.Value - 1].State is KioskDoorState.Open);
        int compartment = open.Compartment!.Value;
        Assert.False(rig.Board.Door(compartment).IsShut);

        rig.Board.PushShut(compartment);
        await rig.UntilAsync(view => view.Deposited == 1);
        Fact[] facts = [.. rig.Facts];
        int intended = Array.FindIndex(facts, fact => fact is Fact.ReleaseIntended);
        int ended = Array.FindIndex(facts, fact => fact is Fact.ReleaseEnded { Result: ReleaseResult.Opened });
        int deposited = Array.FindIndex(facts, fact => fact is Fact.PacketDeposited deposit && deposit.Packet == World.Packet);
        Assert.True(facts[0] is Fact.Booted && 0 < intended && intended < ended && ended < deposited);
        Assert.Equal(1, rig.Board.Door(compartment).Pulses);
    }

    [Fact]
    public async Task A_wrong_pin_signs_nobody_in_and_is_in_no_file()
    {
        const string Wrong = "31415926";
        await using (CabinetRig rig = new(_folder))
        {
            rig.Tell(new CabinetInput.DesiredReceived(new Core.Desired.DesiredChange.Full(World.Desired(1))));
            rig.Board.Scanner.TryScan(World.Badge.Value);
            await rig.UntilAsync(view => view.Screen is KioskScreen.EnterPin);
            rig.Ask(new KioskRequest.EnterPin(Wrong));
            await rig.UntilAsync(view => view.Message?.Kind is NoticeKind.WrongPin);
            Assert.Contains(rig.Facts, fact => fact is Fact.SignInRefused { Reason: SignInRefusal.WrongPin });
        }

        foreach (string file in Directory.GetFiles(_folder.Path))
        {
            Assert.DoesNotContain(Wrong, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task After_a_restart_an_intent_without_a_result_is_unknown_and_never_pulsed_again()
    {
        VirtualBoard board;
        await using (CabinetRig rig = new(_folder))
        {
            board = rig.Board;
            board.Misbehave(1, DoorMisbehaviour.Jammed, on: true);
            await rig.SignInAsync();
            rig.Journal.Append(
                [new Fact.ReleaseIntended(
                    CommandId.Parse("cut-off"), 5, ReleasePurpose.Operator, [], [World.Ann], new Authorisation.Nonce("00ff"))],
                new(
                    "boot", default, TimeProvider.System.GetUtcNow(), ClockQuality.Holdover, Offline: true));
        }

        await using CabinetRig again = new(_folder, board: board);
        await again.UntilAsync(view => view.Screen is KioskScreen.Idle && view.Doors[4].State is not KioskDoorState.Unknown);
        Assert.Contains(again.Facts, fact =>
            fact is Fact.ReleaseEnded { Result: ReleaseResult.Unknown, Command.Value: "cut-off" });
        Assert.Equal(2, again.Facts.Count(fact => fact is Fact.Booted));
        Assert.Equal(0, board.Door(5).Pulses);
    }

    [Fact]
    public async Task When_the_disk_refuses_no_door_opens_and_when_it_takes_entries_again_the_cabinet_goes_on()
    {
        await using CabinetRig rig = new(_folder);
        await rig.SignInAsync();
        Disk("CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        rig.Board.Scanner.TryScan(World.Packet.Value);
        await rig.UntilAsync(_ => !rig.Cabinet.State.JournalWritable);
        Assert.DoesNotContain(rig.Facts, fact => fact is Fact.ReleaseIntended);
        Assert.All(rig.Board.Doors(), door => Assert.Equal(0, door.Pulses));

        Disk("DROP TRIGGER full");
        await rig.UntilAsync(_ => rig.Cabinet.State.JournalWritable);
    }

    private void Disk(string sql)
    {
        using Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={_folder.At("journal.db")};Pooling=False");
        connection.Open();
        using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
