using Google.Protobuf;
using SmartLocker.Contracts.V1;
using SmartLocker.Simulation.Server;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Network;

/// <summary>One connection: real frames as bytes, in order, late, and sometimes not at all.</summary>
internal sealed class Wire
{
    private readonly City _city;
    private readonly CabinetUplink _cabinet;
    private readonly ServerStream _server;
    private TimeSpan _upFree;
    private TimeSpan _downFree;
    private bool _broken;
    private bool _swallows;

    public Wire(City city, CabinetUplink cabinet, ServerStream server)
    {
        (_city, _cabinet, _server) = (city, cabinet, server);
        server.Attach(this);
    }

    public void Up(CabinetFrame frame) =>
        _upFree = Carry(_upFree, frame.ToByteArray(), bytes => _server.Hear(CabinetFrame.Parser.ParseFrom(bytes)));

    public void Down(ServerFrame frame)
    {
        byte[] sent = frame.ToByteArray();
        _downFree = Carry(_downFree, sent, bytes => _cabinet.Hear(this, ServerFrame.Parser.ParseFrom(bytes)));
        if (frame.Call?.Open is not null && _city.Faults.Strikes(FaultKind.OrderReplayed, 0.3))
        {
            _city.Agenda.In(_city.Chance.Seconds(0, 90), () => _cabinet.Hear(this, ServerFrame.Parser.ParseFrom(sent)));
        }
    }

    /// <summary>Both ends notice, a little later.</summary>
    public void Break()
    {
        if (_broken) { return; }

        _broken = true;
        _city.Agenda.In(TimeSpan.FromMilliseconds(20), () => _cabinet.Broken(this));
        _city.Agenda.In(TimeSpan.FromMilliseconds(30), _server.End);
    }

    /// <summary>From now on every frame vanishes; only silence tells.</summary>
    public void Swallow() => _swallows = true;

    private TimeSpan Carry(TimeSpan free, byte[] bytes, Action<byte[]> arrive)
    {
        bool slow = _city.Faults.Strikes(FaultKind.SlowNetwork, 0.02);
        TimeSpan latency = slow ? _city.Chance.Seconds(1, 5) : _city.Chance.Seconds(0.002, 0.08);
        TimeSpan due = _city.Agenda.Now + latency;
        if (due < free) { due = free; }

        _city.Agenda.In(due - _city.Agenda.Now, () =>
        {
            if (!_broken && !_swallows) { arrive(bytes); }
        });
        return due;
    }
}
