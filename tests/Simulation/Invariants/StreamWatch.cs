using SmartLocker.Contracts.V1;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Invariants;

/// <summary>Epochs only grow, and whatever a node says it says under the newest.</summary>
internal sealed class StreamWatch(City city)
{
    private readonly SortedDictionary<CabinetId, long> _newest = [];

    /// <summary>Not heard since the server was restored: only their disks know how far the epochs had come.</summary>
    private readonly HashSet<CabinetId> _unheard = [];

    public void Handled(CabinetId cabinet, CabinetSession session, SessionStep step)
    {
        if (step.End is { } end) { city.Markers.Hit($"stream ended {end.Problem}"); }

        foreach (ServerFrame frame in step.Send)
        {
            city.Markers.Hit(NameOf(frame));
            long newest = _newest.GetValueOrDefault(cabinet);
            switch (frame.FrameCase)
            {
                case ServerFrame.FrameOneofCase.Welcome:
                    long epoch = (long)frame.Welcome.Epoch;
                    city.Watch.Hold(epoch > newest, 14, $"{cabinet} is welcomed with epoch {epoch} after {newest}");
                    _newest[cabinet] = Math.Max(epoch, newest);
                    _unheard.Remove(cabinet);
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

    /// <summary>No earlier stream lives any more, and the server counts on from what each cabinet says.</summary>
    public void Restored(CabinetId cabinet, long known)
    {
        _newest[cabinet] = Math.Min(_newest.GetValueOrDefault(cabinet), known);
        _unheard.Add(cabinet);
    }

    /// <summary>The server's memory and the cabinet's are gone both: nobody in the world knows the epochs that were.</summary>
    public void DiskReplaced(CabinetId cabinet)
    {
        if (_unheard.Contains(cabinet)) { _newest[cabinet] = 0; }
    }

    private static string NameOf(ServerFrame frame) => frame.FrameCase switch
    {
        ServerFrame.FrameOneofCase.Desired => frame.Desired.BaseVersion == 0 ? "sent a full document" : "sent a delta",
        ServerFrame.FrameOneofCase.Answer => $"answered {frame.Answer.AnswerCase} {frame.Answer.Refused?.Reason}".TrimEnd(),
        ServerFrame.FrameOneofCase.Call => $"ordered {frame.Call.CallCase}",
        var other => $"sent {other}",
    };
}
