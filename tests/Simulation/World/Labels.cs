using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Simulation.World;

/// <summary>What the city's packets say on their outside and what their clerks remember, whatever any store forgets.</summary>
internal sealed class Labels
{
    private readonly Dictionary<PacketId, Packet> _labels = [];

    /// <summary>Printed when it was sealed.</summary>
    public Packet? Find(PacketId packet) => _labels.GetValueOrDefault(packet);

    public void Note(Packet packet)
    {
        if (packet.Stage is not PacketStage.Open) { _labels[packet.Id] = packet; }
    }
}
