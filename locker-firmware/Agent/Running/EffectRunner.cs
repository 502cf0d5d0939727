using System.Diagnostics;
using System.Threading.Channels;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Kiosk;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Hardware.Io;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>The only place that knows what an effect means outside.</summary>
public sealed partial class EffectRunner(
    CabinetIo io, EffectTargets targets, ChannelWriter<CabinetInput> inbox, ILogger<EffectRunner> log) : IEffectRunner
{
    private readonly ILogger<EffectRunner> _log = log;

    public CabinetInput? Run(CabinetEffect effect)
    {
        switch (effect)
        {
            case CabinetEffect.PulseLatch pulse:
                return Pulse(pulse);
            case CabinetEffect.CutLockSupply cut:
                io.TryOrder(new IoOrder.CutSupply(cut.Compartment));
                return null;
            case CabinetEffect.CheckPin check:
                _ = Task.Run(() => CheckAsync(check));
                return null;
            case CabinetEffect.AskServer ask:
                targets.Link.TryAsk(ask.CorrelationId, ask.Deadline, ask.Call); // Unasked, the core's deadline ends the wait.
                return null;
            case CabinetEffect.AnswerServer answer:
                targets.Link.TryAnswer(answer.CorrelationId, answer.Answer);
                return null;
            case CabinetEffect.KeepDesired or CabinetEffect.AskForDesired or CabinetEffect.KeepAck:
                Keep(effect);
                return null;
            case CabinetEffect.Signal signal:
                targets.Kiosk.Signal(signal.Sound, signal.Compartment);
                return null;
            default:
                throw new UnreachableException(effect.ToString());
        }
    }

    public void Recorded() => targets.Link.Recorded();

    public void ReadAllDoors() => io.TryOrder(new IoOrder.ReadAll());

    /// <summary>When the order is not taken, nothing was energised: that is what "resting" says.</summary>
    private CabinetInput.PulseEnded? Pulse(CabinetEffect.PulseLatch pulse) =>
        io.TryOrder(new IoOrder.Pulse(new PulseOrder(pulse.Command, pulse.Compartment, pulse.Attempt, pulse.Width)))
            ? null
            : new CabinetInput.PulseEnded(pulse.Command, pulse.Compartment, pulse.Attempt, new PulseResult.Resting());

    /// <summary>Slow by design, so off the loop.</summary>
    private async Task CheckAsync(CabinetEffect.CheckPin check)
    {
        bool right = PinCheck.IsRight(check.Pin, check.Verifier, targets.Pepper);
        try
        {
            await inbox.WriteAsync(new CabinetInput.PinChecked(check.Person, right));
        }
        catch (ChannelClosedException)
        {
            // The program is stopping; nobody is signed in by it any more.
        }
    }

    private void Keep(CabinetEffect effect)
    {
        try
        {
            switch (effect)
            {
                case CabinetEffect.KeepDesired keep:
                    targets.Journal.Kept.KeepDesired(keep.State);
                    targets.Link.Held(keep.State.Version);
                    break;
                case CabinetEffect.AskForDesired:
                    targets.Link.Held(0);
                    break;
                case CabinetEffect.KeepAck ack:
                    targets.Journal.Kept.KeepAck(ack.UpTo);
                    break;
                default:
                    throw new UnreachableException(effect.ToString());
            }
        }
        catch (JournalWriteException refused)
        {
            // Not kept, so not told: the server sends it again on the next stream.
            LogNotKept(effect.GetType().Name, refused.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Effect} was not kept: {Reason}")]
    private partial void LogNotKept(string effect, string reason);
}
