using System.Globalization;

namespace SmartLocker.Firmware.Agent.Journal.Kept;

/// <summary>The two rows by which the next start judges its clock.</summary>
/// <remarks>Written with an entry or in an idle hour, and never more often than once an hour.</remarks>
internal sealed class KeptClock
{
    private readonly JournalGate _gate;
    private ClockHours _hours;

    public KeptClock(JournalGate gate)
    {
        _gate = gate;
        _hours = new ClockHours(Hour(JournalTables.ClockSince), Hour(JournalTables.ClockSeen))
        {
            IsLost = !gate.Read(
                tables => tables.MetaHolds(JournalTables.ClockSince) && tables.MetaHolds(JournalTables.ClockSeen)),
        };
    }

    public ClockHours Hours()
    {
        using (_gate.Enter())
        {
            return _hours;
        }
    }

    /// <inheritdoc cref="KeptState.KeepHour"/>
    public void Keep(EntryMoment moment)
    {
        using (_gate.Enter())
        {
            if (_hours.After(moment) is { Since: not null } or { Seen: not null }) { WriteWith(moment, _ => { }); }
        }
    }

    /// <summary>Writes, and in the same transaction what <paramref name="moment"/> says about the clock.</summary>
    public void WriteWith(EntryMoment moment, Action<JournalTables> writes)
    {
        using (_gate.Enter())
        {
            ClockHours due = _hours.After(moment);
            _gate.Write(tables =>
            {
                writes(tables);
                Put(tables, JournalTables.ClockSince, due.Since);
                Put(tables, JournalTables.ClockSeen, due.Seen);
            });
            _hours = new ClockHours(due.Since ?? _hours.Since, due.Seen ?? _hours.Seen)
            {
                // A clock that is trusted again has been told the time.
                IsLost = _hours.IsLost && due is { Since: null, Seen: null },
            };
        }
    }

    private DateTimeOffset? Hour(string name) => _gate.Read(tables => tables.KeptMeta(name)) is { } hour
        ? DateTimeOffset.ParseExact(hour, "O", CultureInfo.InvariantCulture) : null;

    private static void Put(JournalTables tables, string name, DateTimeOffset? hour)
    {
        if (hour is { } kept) { tables.SetMeta(name, kept.ToString("O", CultureInfo.InvariantCulture)); }
    }
}
