using System.Collections.Immutable;
using SmartLocker.Firmware.Hardware.Lines;

namespace SmartLocker.Firmware.Hardware.Io;

/// <summary>Every wire of a cabinet's doors, handed over to the one thread that may touch them.</summary>
/// <remarks>Owned by whoever drives it: switched off first, disposed last.</remarks>
public sealed record BoardWiring(ImmutableArray<BankWiring> Banks) : IDisposable
{
    public IEnumerable<DoorWiring> Doors => Banks.SelectMany(bank => bank.Doors);

    public void Dispose()
    {
        foreach (BankWiring bank in Banks)
        {
            bank.Dispose();
        }
    }
}

/// <summary>A bank: latches that share a supply, of which one at a time is energised.</summary>
/// <param name="Enable">Puts the supply on the latches; null where nothing can cut it.</param>
/// <param name="Fire">Starts the pulse once a latch is chosen; null where choosing it starts the pulse.</param>
/// <param name="Current">Null where nothing measures.</param>
public sealed record BankWiring(
    string Id, Latches.LatchRating Rating, IOutputLine? Enable, IOutputLine? Fire, ICurrentSense? Current,
    ImmutableArray<DoorWiring> Doors) : IDisposable
{
    /// <summary>In the order in which they go off: what carries the current first.</summary>
    public IEnumerable<IOutputLine> Outputs =>
        new[] { Fire }.OfType<IOutputLine>().Concat(Doors.Select(door => door.Latch))
            .Concat(new[] { Enable }.OfType<IOutputLine>());

    public void Dispose()
    {
        foreach (IDisposable line in Outputs.Concat<IDisposable>(Doors.SelectMany(door => door.Inputs)))
        {
            line.Dispose();
        }
    }
}

/// <summary>One door's latch and switches.</summary>
public sealed record DoorWiring(int Compartment, IOutputLine Latch, SwitchWiring? Hook, SwitchWiring? Door)
{
    public IEnumerable<IInputLine> Inputs => new[] { Hook, Door }.OfType<SwitchWiring>().Select(wired => wired.Line);
}

/// <summary>One switch, and how its level reads.</summary>
/// <param name="SamplesEqual">How many equal samples in a row make a reading.</param>
public sealed record SwitchWiring(IInputLine Line, bool ClosedIsHigh, int SamplesEqual);
