using System.Diagnostics;
using System.Threading.Channels;
using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Lines;
using SmartLocker.Firmware.Hardware.Simulated;

namespace SmartLocker.Benchmarks.Scanning;

/// <summary>A wire of the virtual board that says when a coil began to carry current because this wire went on.</summary>
internal sealed class TimedOutput(IOutputLine wire, VirtualBoard board, ChannelWriter<long> energised) : IOutputLine
{
    public string Name => wire.Name;

    /// <summary>Every output of the board, timed: which of them starts the current depends on the bank's gate.</summary>
    public static BoardWiring Wire(VirtualBoard board, ChannelWriter<long> energised)
    {
        BoardWiring plain = board.Wire();
        return new BoardWiring([.. plain.Banks.Select(bank => bank with
        {
            Enable = Timed(bank.Enable),
            Fire = Timed(bank.Fire),
            Doors = [.. bank.Doors.Select(door => door with { Latch = Timed(door.Latch)! })],
        })]);

        IOutputLine? Timed(IOutputLine? line) => line is null ? null : new TimedOutput(line, board, energised);
    }

    public void SetOn()
    {
        int before = Pulses();
        wire.SetOn();
        long now = Stopwatch.GetTimestamp();
        if (Pulses() > before) { energised.TryWrite(now); }
    }

    public void SetOff() => wire.SetOff();

    public bool IsOn() => wire.IsOn();

    public void Dispose() => wire.Dispose();

    private int Pulses() => board.Doors().Sum(door => door.Pulses);
}
