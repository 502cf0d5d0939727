using System.Threading.Channels;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Simulated;
using SmartLocker.HardwareSpecs;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.TestKit;
using Channel = System.Threading.Channels.Channel;

namespace SmartLocker.Firmware.Hardware.Tests;

/// <summary>The driver on the virtual board of a shipped model, under a clock that moves only when told.</summary>
internal sealed class Rig : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    private readonly Channel<CabinetInput> _reports;

    public Rig(string model = "SDL-24-CH", int reportsMax = 1_000, Func<BoardWiring, BoardWiring>? rewire = null)
    {
        Model = Models.Find(model)!;
        Board = new VirtualBoard(Model, Time);
        Wiring = rewire is null ? Board.Wire() : rewire(Board.Wire());
        _reports = Channel.CreateBounded<CabinetInput>(reportsMax);
        Cycle = new IoCycle(Wiring, Model.Policy.SensePoll, _reports.Writer, Time);
    }

    public ManualTime Time { get; } = new();
    public CabinetModel Model { get; }
    public VirtualBoard Board { get; }
    public BoardWiring Wiring { get; }
    public IoCycle Cycle { get; }

    /// <summary>Outputs that are on now, by name.</summary>
    public IEnumerable<string> On =>
        Wiring.Banks.SelectMany(bank => bank.Outputs).Where(line => line.IsOn()).Select(line => line.Name);

    public IEnumerable<string> LatchesOn =>
        Wiring.Doors.Select(door => door.Latch).Where(line => line.IsOn()).Select(line => line.Name);

    /// <summary>Turns by the millisecond, as the thread would at worst.</summary>
    public void Run(int milliseconds, Action? eachTurn = null)
    {
        for (int passed = 0; passed < milliseconds; passed++)
        {
            Cycle.Turn();
            eachTurn?.Invoke();
            Time.Advance(Step);
        }

        Cycle.Turn();
    }

    public bool Pulse(int compartment, int milliseconds = 200, int attempt = 1) => Cycle.TryOrder(new IoOrder.Pulse(
        new PulseOrder(CommandId.Parse($"command-{compartment}"), compartment, attempt,
            TimeSpan.FromMilliseconds(milliseconds))));

    public IReadOnlyList<CabinetInput> Reports()
    {
        List<CabinetInput> reports = [];
        while (_reports.Reader.TryRead(out CabinetInput? report))
        {
            reports.Add(report);
        }

        return reports;
    }

    public IEnumerable<PulseResult> Results() => Reports().OfType<CabinetInput.PulseEnded>().Select(ended => ended.Result);

    /// <summary>The last reading of a door among all reports until now.</summary>
    public DoorReading Reading(int compartment) =>
        Reports().OfType<CabinetInput.SensorsRead>().SelectMany(read => read.Doors).Last(door => door.Compartment == compartment);

    public void Dispose() => Cycle.Dispose();
}
