namespace SmartLocker.Firmware.Hardware.Latches;

/// <summary>When one latch was last energised: a coil must cool between pulses.</summary>
public sealed class PulseHistory(LatchRating rating, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Queue<long> _ends = new();

    public bool MayPulse()
    {
        while (_ends.TryPeek(out long oldest) && time.GetElapsedTime(oldest) >= Window)
        {
            _ends.Dequeue();
        }

        return _ends.Count < rating.PerMinute && (_ends.Count == 0 || time.GetElapsedTime(_ends.Last()) >= rating.Rest);
    }

    public void Ended() => _ends.Enqueue(time.GetTimestamp());
}
