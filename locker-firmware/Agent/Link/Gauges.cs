using Google.Protobuf.WellKnownTypes;
using SmartLocker.Firmware.Agent.Running;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Link;

/// <summary>What this computer can say about itself (CL-65). What cannot be read now is left out.</summary>
/// <param name="folder">Where the journal lies; its disk is measured.</param>
public sealed class Gauges(Journal.Journal journal, string folder, TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();

    /// <summary>What the disk has left: by it the cabinet itself stops deposits, so the server is told the same.</summary>
    public Func<long> FreeBytes { get; init; } = () => new DriveInfo(folder).AvailableFreeSpace;

    public V1.Telemetry Read()
    {
        V1.Telemetry read = new() { MeasuredAt = time.GetUtcNow().ToTimestamp() };
        Add(read, "uptime_seconds", () => time.GetElapsedTime(_startedAt).TotalSeconds);
        Add(read, "journal_used_percent", () => new JournalGauge(journal) { FreeBytes = FreeBytes }.UsedPercent());
        Add(read, "journal_unacked_entries", () => journal.LastSequence - journal.Kept.Ack());
        Add(read, "free_disk_bytes", () => FreeBytes());
        Add(read, "process_memory_bytes", () => Environment.WorkingSet);
        return read;
    }

    /// <summary>A gauge that fails must not end the stream it would have told it on.</summary>
    private static void Add(V1.Telemetry read, string name, Func<double> measure)
    {
        try
        {
            read.Measurements.Add(new V1.Measurement { Name = name, Value = measure() });
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            // Said next time, if it can be read then.
        }
    }
}
