using SmartLocker.Contracts.V1;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Invariants;

/// <summary>Epochs only grow, and whatever a node says it says under the newest.</summary>
internal sealed class StreamWatch(City city)
{
    private readonly SortedDictionary<CabinetId, long> _newest = [];

    public void Handled(CabinetId cabinet, CabinetSession session, SessionStep step)
    {
        foreach (ServerFrame frame in step.Send)
        {
            long newest = _newest.GetValueOrDefault(cabinet);
            switch (frame.FrameCase)
            {
                case ServerFrame.FrameOneofCase.Welcome:
                    long epoch = (long)frame.Welcome.Epoch;
                    city.Watch.Hold(epoch > newest, 14, $"{cabinet} is welcomed with epoch {epoch} after {newest}");
                    _newest[cabinet] = Math.Max(epoch, newest);
                    break;
                case ServerFrame.FrameOneofCase.Ack:
                    long acting = session.Live!.Epoch;
                    city.Watch.Hold(acting == newest, 14, $"epoch {acting} took entries of {cabinet}, the newest is {newest}");
                    break;
                default:
                    break;
            }
        }
    }
}
