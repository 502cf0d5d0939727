using SmartLocker.Contracts.V1;
using SmartLocker.Server.Rpc;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Simulation.Network;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Server;

/// <summary>The server's end of one stream: the product's own session, fed one input at a time.</summary>
internal sealed class ServerStream(City city, CabinetId cabinet, CabinetSession session)
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(5);

    private Wire? _wire;
    private bool _over;

    public CabinetId Cabinet => cabinet;
    public bool IsWelcomed => !_over && session.Live is not null;

    public void Attach(Wire wire)
    {
        _wire = wire;
        Tick();
    }

    public void Hear(CabinetFrame frame)
    {
        bool greeted = IsWelcomed;
        Feed(new SessionInput.Came(frame));
        if (!greeted && IsWelcomed) { city.Server.Welcomed(this); }
    }

    public void Changed() => Feed(new SessionInput.Changed());

    public void Order(PendingOrder order) => Feed(new SessionInput.Ordered(order));

    public void TakenOver() => Feed(new SessionInput.Close(new SessionEnd(RpcProblem.TakenOver, "A newer stream took over.")));

    /// <summary>The connection is gone, or the process.</summary>
    public void End()
    {
        if (_over) { return; }

        _over = true;
        session.End();
        city.Server.Left(this);
    }

    private void Feed(SessionInput input)
    {
        if (_over) { return; }

        SessionStep step = Ended.Now(session.Handle(input));
        foreach (ServerFrame frame in step.Send)
        {
            if (frame.Ack is { } ack) { city.Watch.Acked(cabinet, (long)ack.UpTo); }

            _wire!.Down(frame);
        }

        if (step.End is { } end)
        {
            city.Trace.Say($"server ends the stream of {cabinet}: {end.Detail}");
            _wire!.Break();
            End();
        }

        city.Server.LookForChanges();
    }

    private void Tick()
    {
        if (_over) { return; }

        Feed(new SessionInput.Tick());
        city.Agenda.In(TickEvery, Tick);
    }
}
