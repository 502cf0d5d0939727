using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Server;

/// <summary>All nodes, and what befalls them together: a cabinet dials one name and gets whichever node answers.</summary>
internal sealed class ServerNodes(City city)
{
    private readonly ServerNode[] _nodes =
        [.. Enumerable.Range(1, city.Plan.Nodes).Select(number => new ServerNode(city, number))];

    /// <returns>Nothing while no node is up.</returns>
    public ServerStream? Accept(CabinetNode cabinet)
    {
        ServerNode[] up = [.. _nodes.Where(node => node.IsUp)];
        return up.Length == 0 ? null : city.Chance.Of(up).Accept(cabinet);
    }

    /// <summary>By whichever node believes that it has the cabinet's stream.</summary>
    public bool TryOrder(CabinetId cabinet, PendingOrder order) =>
        _nodes.Skip(city.Chance.Below(_nodes.Length)).Concat(_nodes).Any(node => node.IsUp && node.TryOrder(cabinet, order));

    /// <summary>What the newest of its streams shows.</summary>
    public LiveCabinet? Find(CabinetId cabinet) =>
        _nodes.Select(node => node.Find(cabinet)).OfType<LiveCabinet>().MaxBy(live => live.Epoch);

    public void LookForChanges()
    {
        foreach (ServerNode node in _nodes) { node.LookForChanges(); }
    }

    public void Pause(TimeSpan span) => city.Chance.Of(_nodes).Pause(span);

    /// <summary>One program dies; its cabinets find another, or wait.</summary>
    public void OneDies()
    {
        ServerNode node = city.Chance.Of(_nodes);
        if (!node.IsUp) { return; }

        city.Trace.Say($"node {node.Number} dies");
        node.Die();
        city.Agenda.In(city.Chance.Seconds(2, 120), () => Restart(node));
    }

    /// <summary>The machine of the store goes down, and every node with it.</summary>
    /// <param name="restart">Brings the store back.</param>
    public void AllDie(Action restart)
    {
        city.Trace.Say("the store and all nodes die");
        foreach (ServerNode node in _nodes) { node.Die(); }

        restart();
        city.Watch.StoreStarted();
        foreach (ServerNode node in _nodes) { node.Start(); }
    }

    private static void Restart(ServerNode node)
    {
        if (!node.IsUp) { node.Start(); }
    }
}
