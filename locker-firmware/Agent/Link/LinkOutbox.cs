using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Link;

/// <summary>Frames that wait for one stream, most pressing first; bounded, and gone with the stream.</summary>
/// <remarks>
/// Answers to the server's orders come before the cabinet's own questions, both before the versions it holds.
/// Of held versions and of telemetry only the latest counts.
/// </remarks>
internal sealed class LinkOutbox
{
    /// <summary>A cabinet has one kiosk and few operators; more waiting than this means a dead stream.</summary>
    private const int WaitingMax = 64;

    private readonly Queue<V1.CabinetFrame> _answers = new();
    private readonly Queue<V1.CabinetFrame> _calls = new();
    private V1.CabinetFrame? _held;
    private V1.CabinetFrame? _telemetry;

    /// <summary>False when too many wait.</summary>
    public bool TryAdd(V1.CabinetFrame frame)
    {
        switch (frame.FrameCase)
        {
            case V1.CabinetFrame.FrameOneofCase.Held:
                _held = frame;
                return true;
            case V1.CabinetFrame.FrameOneofCase.Telemetry:
                _telemetry = frame;
                return true;
            default:
                Queue<V1.CabinetFrame> queue = frame.FrameCase is V1.CabinetFrame.FrameOneofCase.Answer ? _answers : _calls;
                if (queue.Count >= WaitingMax)
                {
                    return false;
                }

                queue.Enqueue(frame);
                return true;
        }
    }

    public V1.CabinetFrame? TakePressing() =>
        _answers.TryDequeue(out V1.CabinetFrame? answer) ? answer
        : _calls.TryDequeue(out V1.CabinetFrame? call) ? call
        : Interlocked.Exchange(ref _held, null);

    public V1.CabinetFrame? TakeTelemetry() => Interlocked.Exchange(ref _telemetry, null);
}
