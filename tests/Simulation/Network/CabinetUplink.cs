using SmartLocker.Contracts.V1;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Network;

/// <summary>A cabinet's side of the link: one session after another, each resumed from what the server has applied.</summary>
internal sealed class CabinetUplink(City city, CabinetNode cabinet)
{
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DeadAfter = 3 * HeartbeatEvery;

    private LinkSession? _session;
    private Wire? _wire;
    private TimeSpan _heardAt;
    private double _backoffSeconds;
    private int _attempt;
    private TimeSpan _validFrom;

    public bool IsUp => _session?.IsWelcomed ?? false;

    public void Start()
    {
        _backoffSeconds = 5;
        Connect(++_attempt);
    }

    public void Stop()
    {
        _attempt++;
        _wire?.Break();
        (_wire, _session) = (null, null);
    }

    /// <summary>Both ends notice that the connection broke.</summary>
    public void Cut() => _wire?.Break();

    public void HalfOpen() => _wire?.Swallow(up: true, down: true);

    public void OneWay(bool up) => _wire?.Swallow(up, !up);

    /// <summary>The server takes no stream of this cabinet for a while, and says why.</summary>
    public void CertificateEnds(TimeSpan span)
    {
        _validFrom = city.Agenda.Now + span;
        cabinet.Feed(new CabinetInput.CertificateHealth(Valid: false, "expired"));
        _wire?.Break();
        cabinet.In(span, () => cabinet.Feed(new CabinetInput.CertificateHealth(Valid: true, "")));
    }

    public void Ask(CabinetEffect.AskServer ask)
    {
        _session?.TryAsk(ask.CorrelationId, ask.Deadline, ask.Call);
        Speak();
    }

    public void Answer(CabinetEffect.AnswerServer answer)
    {
        _session?.TryAnswer(answer.CorrelationId, answer.Answer);
        Speak();
    }

    public void Held(long version)
    {
        _session?.Held(version);
        Speak();
    }

    /// <summary>Sends whatever is due.</summary>
    public void Speak()
    {
        try
        {
            while (_wire is { } wire && _session is { } session && session.Next() is { } frame) { wire.Up(frame); }
        }
        catch (JournalReadException damaged)
        {
            city.Trace.Say($"{cabinet.Id} hangs up: {damaged.Message}");
            _wire?.Break();
        }
    }

    /// <summary>A frame of the server's, from this wire or, when somebody replays, from an older one.</summary>
    public void Hear(Wire from, ServerFrame frame)
    {
        if (from != _wire || _session is not { } session) { return; }

        _heardAt = city.Agenda.Now;
        try
        {
            IReadOnlyList<CabinetInput> inputs = session.Receive(frame);
            if (frame.FrameCase == ServerFrame.FrameOneofCase.Welcome
                && !cabinet.TryKeep(() => cabinet.Journal!.Kept.KeepEpoch(session.Epoch)))
            {
                from.Break();
                return;
            }

            if (session.TakeServerTime() is { } hour) { cabinet.ServerSaid(hour); }
            foreach (CabinetInput input in inputs) { cabinet.Feed(input); }

            Speak();
        }
        catch (FormatException broken)
        {
            city.Trace.Say($"{cabinet.Id} hangs up: {broken.Message}");
            from.Break();
        }
    }

    public void Broken(Wire wire)
    {
        if (wire != _wire) { return; }

        bool welcomed = IsUp;
        (_wire, _session) = (null, null);
        if (welcomed)
        {
            _backoffSeconds = 5;
            cabinet.Feed(new CabinetInput.LinkLost());
        }

        Again();
    }

    private void Again()
    {
        int attempt = ++_attempt;
        cabinet.In(city.Chance.Seconds(0, _backoffSeconds), () => Connect(attempt));
        _backoffSeconds = Math.Min(60, _backoffSeconds * 2);
    }

    private void Connect(int attempt)
    {
        if (attempt != _attempt || !cabinet.IsOn) { return; }

        bool believed = city.Agenda.Now >= _validFrom;
        if (!believed) { cabinet.Feed(new CabinetInput.LinkRefused("the certificate expired")); }
        if (!believed || city.Nodes.Accept(cabinet) is not { } stream)
        {
            Again();
            return;
        }

        LinkIdentity identity = new(cabinet.Model.Id, cabinet.Model.Revision, "simulated", cabinet.BootId);
        Firmware.Agent.Journal.Journal journal = cabinet.Journal!;
        _session = new LinkSession(journal, identity, journal.Kept.Desired(), journal.Kept.HighestEpoch());
        _wire = new Wire(city, this, stream);
        _heardAt = city.Agenda.Now;
        Speak();
        Beat(_wire);
    }

    private void Beat(Wire wire) => cabinet.In(HeartbeatEvery, () =>
    {
        if (wire != _wire) { return; }

        if (city.Agenda.Now - _heardAt >= DeadAfter)
        {
            wire.Break();
            return;
        }

        _session!.Beat(cabinet.Doors.Open());
        Speak();
        Beat(wire);
    });
}
