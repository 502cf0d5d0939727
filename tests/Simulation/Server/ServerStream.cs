using SmartLocker.Contracts.V1;
using SmartLocker.Server.Rpc;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.Network;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Server;

/// <summary>The server's end of one stream: the product's own session, fed one input at a time.</summary>
internal sealed class ServerStream(City city, ServerNode node, CabinetNode caller, CabinetSession session)
{
    /// <summary>Often enough for a heartbeat every 30 s; nothing else hangs on it while the stream is quiet.</summary>
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(30);

    private Wire? _wire;
    private bool _over;

    public CabinetId Cabinet => caller.Id;
    public LiveCabinet? Live => _over ? null : session.Live;
    public bool IsWelcomed => !_over && session.Live is not null;

    public void Attach(Wire wire)
    {
        _wire = wire;
        city.Agenda.In(TickEvery, Tick);
    }

    public void Hear(CabinetFrame frame) => node.WhenAwake(() =>
    {
        bool greeted = IsWelcomed;
        Feed(new SessionInput.Came(frame));
        if (!greeted && IsWelcomed) { node.Welcomed(this); }
    });

    /// <summary>What came cannot be read.</summary>
    public void Garbled() => node.WhenAwake(() => Close(new SessionEnd(RpcProblem.Malformed, "Not a frame.")));

    public void Changed() => Feed(new SessionInput.Changed());

    public void Order(PendingOrder order) => node.WhenAwake(() => Feed(new SessionInput.Ordered(order)));

    public void TakenOver() => Close(new SessionEnd(RpcProblem.TakenOver, "A newer stream took over."));

    /// <summary>
    /// The connection is gone. A program that stands still learns it when it goes on, and reads first what had come before.
    /// </summary>
    public void Lost() => node.WhenAwake(End);

    public void End()
    {
        if (_over) { return; }

        _over = true;
        session.End();
        node.Left(this);
    }

    /// <summary>The program is gone, and the connection with it.</summary>
    public void Die()
    {
        End();
        _wire?.Break();
    }

    private void Close(SessionEnd end) => Feed(new SessionInput.Close(end));

    private void Feed(SessionInput input)
    {
        if (_over) { return; }

        SessionStep step;
        try
        {
            step = Ended.Now(session.Handle(input));
        }
        catch (IOException broken)
        {
            // As the service around the session does it: an incident ends the stream, nothing more is said on it.
            city.Trace.Say($"an incident ends the stream of {Cabinet}: {broken.Message}");
            Die();
            return;
        }

        city.Watch.Handled(caller, session, step);
        foreach (ServerFrame frame in step.Send) { _wire!.Down(frame); }

        if (step.End is { } end)
        {
            city.Trace.Say($"server ends the stream of {Cabinet}: {end.Detail}");
            Die();
        }

        city.Nodes.LookForChanges();
    }

    private void Tick()
    {
        if (_over) { return; }

        node.WhenAwake(() => Feed(new SessionInput.Tick()));
        city.Agenda.In(TickEvery, Tick);
    }
}
