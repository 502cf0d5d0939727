using System.Collections.Concurrent;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Benchmarks.Month;

/// <summary>What a step decided: the journal keeps what it must, PINs are right, pulses wait for who plays the doors.</summary>
internal sealed class MonthEffects(JournalFile journal) : IEffectRunner
{
    private readonly ConcurrentQueue<CabinetEffect.PulseLatch> _pulses = new();

    public CabinetEffect.PulseLatch? TakePulse() => _pulses.TryDequeue(out CabinetEffect.PulseLatch? pulse) ? pulse : null;

    public CabinetInput? Run(CabinetEffect effect)
    {
        switch (effect)
        {
            case CabinetEffect.PulseLatch pulse:
                _pulses.Enqueue(pulse);
                return null;
            case CabinetEffect.CheckPin check:
                return new CabinetInput.PinChecked(check.Person, true);
            case CabinetEffect.KeepDesired keep:
                journal.Kept.KeepDesired(keep.State);
                return null;
            case CabinetEffect.KeepAck ack:
                journal.Kept.KeepAck(ack.UpTo);
                return null;
            default:
                return null;
        }
    }

    public void Recorded()
    {
        // The server hears of it when it is there.
    }

    public void ReadAllDoors()
    {
        // The journal takes everything here.
    }
}
