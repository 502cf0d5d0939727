using Google.Protobuf;
using SmartLocker.Contracts.V1;
using SmartLocker.Simulation.Server;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Network;

/// <summary>One connection: real frames as bytes, late, and sometimes not at all, twice, out of order or as garbage.</summary>
/// <remarks>Harsher than TCP under TLS, which has the last three only as broken connections.</remarks>
internal sealed class Wire
{
    private static readonly byte[] Garbage = [0xFF, 0xFF, 0xFF, 0xFF];

    private readonly City _city;
    private readonly CabinetUplink _cabinet;
    private readonly ServerStream _server;
    private TimeSpan _upFree;
    private TimeSpan _downFree;
    private bool _broken;
    private bool _swallowsUp;
    private bool _swallowsDown;

    public Wire(City city, CabinetUplink cabinet, ServerStream server)
    {
        (_city, _cabinet, _server) = (city, cabinet, server);
        server.Attach(this);
    }

    public void Up(CabinetFrame frame) => _upFree = Carry(_upFree, frame.ToByteArray(), bytes =>
    {
        if (_swallowsUp) { return; }
        if (Parsed(CabinetFrame.Parser, bytes) is { } read) { _server.Hear(read); }
        else { _server.Garbled(); }
    });

    public void Down(ServerFrame frame)
    {
        byte[] sent = frame.ToByteArray();
        _downFree = Carry(_downFree, sent, bytes =>
        {
            if (_swallowsDown) { return; }
            if (Parsed(ServerFrame.Parser, bytes) is { } read) { _cabinet.Hear(this, read); }
            else { Break(); }
        });
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
        _city.Agenda.In(TimeSpan.FromMilliseconds(30), _server.Lost);
    }

    /// <summary>From now on frames vanish, of both directions or of one; only silence tells.</summary>
    public void Swallow(bool up, bool down) => (_swallowsUp, _swallowsDown) = (_swallowsUp || up, _swallowsDown || down);

    private TimeSpan Carry(TimeSpan free, byte[] bytes, Action<byte[]> arrive)
    {
        _city.Watch.Secrets.Sent(bytes);
        bool slow = _city.Faults.Strikes(FaultKind.SlowNetwork, 0.02);
        TimeSpan latency = slow ? _city.Chance.Seconds(1, 5) : _city.Chance.Seconds(0.002, 0.08);
        TimeSpan due = _city.Agenda.Now + latency;
        if (due < free && !_city.Faults.Strikes(FaultKind.FrameOvertakes, 0.3)) { due = free; }
        if (_city.Faults.Strikes(FaultKind.FrameGarbled, 0.0005)) { bytes = Garbage; }

        Arrive(due, bytes, arrive);
        if (_city.Faults.Strikes(FaultKind.FrameTwice, 0.005)) { Arrive(due + _city.Chance.Seconds(0, 2), bytes, arrive); }

        return due < free ? free : due;
    }

    private void Arrive(TimeSpan due, byte[] bytes, Action<byte[]> arrive) => _city.Agenda.In(due - _city.Agenda.Now, () =>
    {
        if (!_broken) { arrive(bytes); }
    });

    private static T? Parsed<T>(MessageParser<T> parser, byte[] bytes)
        where T : class, IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
