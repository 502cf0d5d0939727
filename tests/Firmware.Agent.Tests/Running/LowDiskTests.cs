using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Hardware.Simulated;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Running;

/// <summary>CL-27: with little room left nothing is taken in, and everything can still be collected.</summary>
public sealed class LowDiskTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(long.MaxValue, 1)]
    [InlineData(0, 100)]
    public void A_full_disk_is_a_full_journal_however_small_it_is(long free, int atMost)
    {
        using JournalFile journal = JournalFile.OpenFolder(_folder.Path, () => JournalId.Parse("j"));
        Assert.InRange(new JournalGauge(journal) { FreeBytes = () => free }.UsedPercent(), atMost - 1, atMost);
    }

    /// <summary>CL-65: the server must not be told of room where the cabinet itself sees none.</summary>
    [Fact]
    public void What_is_measured_for_the_server_is_what_the_cabinet_goes_by()
    {
        using JournalFile journal = JournalFile.OpenFolder(_folder.Path, () => JournalId.Parse("j"));
        Agent.Link.Gauges gauges = new(journal, _folder.Path, TimeProvider.System) { FreeBytes = () => 0 };
        Assert.Equal(100, Assert.Single(gauges.Read().Measurements, one => one.Name == "journal_used_percent").Value);
    }

    [Fact]
    public void Nine_tenths_are_reached_by_the_budget_or_by_the_disk_whichever_comes_first()
    {
        using JournalFile journal = JournalFile.OpenFolder(_folder.Path, () => JournalId.Parse("j"));
        long size = journal.Size();
        Assert.Equal(50, new JournalGauge(journal, size * 2).UsedPercent());
        Assert.Equal(90, new JournalGauge(journal, size * 100) { FreeBytes = () => size / 9 }.UsedPercent());
        Assert.Equal(88, new JournalGauge(journal, size * 100) { FreeBytes = () => size / 8 }.UsedPercent());
    }

    [Fact]
    public async Task On_a_full_disk_no_packet_goes_in_and_what_lies_inside_comes_out()
    {
        VirtualBoard board;
        await using (CabinetRig rig = new(_folder))
        {
            board = rig.Board;
            await rig.SignInAsync();
            await OpenAndShutAsync(rig, KioskScreen.PutIn, () => Assert.True(board.Scanner.TryScan(World.Packet.Value)));
            await rig.UntilAsync(view => view.Deposited == 1);
        }

        await using (CabinetRig full = new(_folder, board: board, freeBytes: () => 0))
        {
            await full.UntilAsync(view => view.Doors.All(door => door.State is not KioskDoorState.Unknown));
            Assert.True(full.Cabinet.State.Holdings.HasFault(FaultName.JournalFull, 0));
            board.Scanner.TryScan(World.Badge.Value);
            await full.UntilAsync(view => view.Screen is KioskScreen.EnterPin);
            await OpenAndShutAsync(full, KioskScreen.TakeOut, () => full.Ask(new KioskRequest.EnterPin(World.Pin)));
            await full.UntilAsync(view => view.PickedUp == 1);
            board.Scanner.TryScan(World.Packet.Value);
            await full.UntilAsync(view => view.Message?.Kind is NoticeKind.DepositsStopped);
        }

        await using CabinetRig again = new(_folder, board: board);
        await again.UntilAsync(_ => !again.Cabinet.State.Holdings.HasFault(FaultName.JournalFull, 0));
        Assert.Equal(
            [typeof(Fact.FaultRaised), typeof(Fact.FaultCleared)],
            again.Facts.Where(fact => fact is Fact.FaultRaised { Name: FaultName.JournalFull }
                or Fact.FaultCleared { Name: FaultName.JournalFull }).Select(fact => fact.GetType()));
    }

    private static async Task OpenAndShutAsync(CabinetRig rig, KioskScreen screen, Action begin)
    {
        begin();
        KioskView open = await rig.UntilAsync(view => view.Screen == screen && view.Compartment is { } lit
            && view.Doors[lit - 1].State is KioskDoorState.Open);
        rig.Board.PushShut(open.Compartment!.Value);
    }
}
