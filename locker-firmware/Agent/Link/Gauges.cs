using Google.Protobuf.WellKnownTypes;
using Microsoft.Data.Sqlite;
using SmartLocker.Firmware.Agent.Running;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Link;

/// <summary>What this computer can say about itself (CL-65). What cannot be read now is left out.</summary>
/// <param name="folder">Where the journal lies; its disk is measured.</param>
public sealed class Gauges(Journal.Journal journal, string folder, TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();

    public V1.Telemetry Read()
    {
        V1.Telemetry read = new() { MeasuredAt = time.GetUtcNow().ToTimestamp() };
        Add(read, "uptime_seconds", () => time.GetElapsedTime(_startedAt).TotalSeconds);
        Add(read, "journal_used_percent", () => new JournalGauge(journal).UsedPercent());
        Add(read, "journal_unacked_entries", () => journal.LastSequence - journal.Ack());
        Add(read, "free_disk_bytes", () => new DriveInfo(folder).AvailableFreeSpace);
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
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or SqliteException)
        {
            // Said next time, if it can be read then.
        }
    }
}
