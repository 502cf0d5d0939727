using SmartLocker.Firmware.Hardware.Io;
using SmartLocker.Firmware.Hardware.Lines;

namespace SmartLocker.Firmware.Hardware.Tests.Io;

public sealed class IoCycleTests
{
    /// <summary>A line that is kept is one that the next start cannot take.</summary>
    [Fact]
    public void It_gives_every_line_back_when_it_ends_and_not_before_it_is_off()
    {
        List<WatchedOutput> outputs = [];
        Rig rig = new(rewire: wiring => new BoardWiring([.. wiring.Banks.Select(bank => bank with
        {
            Fire = Watch(bank.Fire!),
            Enable = Watch(bank.Enable!),
            Doors = [.. bank.Doors.Select(door => door with { Latch = Watch(door.Latch) })],
        })]));
        rig.Pulse(8);
        rig.Run(100);
        Assert.NotEmpty(rig.On);

        rig.Dispose();

        Assert.All(outputs, output => Assert.True(output.IsGivenBack && !output.WasOnWhenGivenBack, output.Name));

        WatchedOutput Watch(IOutputLine line)
        {
            outputs.Add(new WatchedOutput(line));
            return outputs[^1];
        }
    }

    private sealed class WatchedOutput(IOutputLine inner) : IOutputLine
    {
        public bool IsGivenBack { get; private set; }
        public bool WasOnWhenGivenBack { get; private set; }

        public string Name => inner.Name;
        public void SetOn() => inner.SetOn();
        public void SetOff() => inner.SetOff();
        public bool IsOn() => inner.IsOn();

        public void Dispose()
        {
            (IsGivenBack, WasOnWhenGivenBack) = (true, WasOnWhenGivenBack || inner.IsOn());
            inner.Dispose();
        }
    }
}
