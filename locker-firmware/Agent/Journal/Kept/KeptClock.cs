using System.Globalization;

namespace SmartLocker.Firmware.Agent.Journal.Kept;

/// <summary>The row that says from when on the cabinet's clock goes by itself.</summary>
internal sealed class KeptClock
{
    private readonly JournalGate _gate;
    private DateTimeOffset? _since;

    public KeptClock(JournalGate gate)
    {
        _gate = gate;
        _since = gate.Read(tables => tables.KeptMeta(JournalTables.ClockSince)) is { } hour
            ? DateTimeOffset.ParseExact(hour, "O", CultureInfo.InvariantCulture) : null;
    }

    /// <inheritdoc cref="KeptState.ClockSince"/>
    public DateTimeOffset? Since()
    {
        using (_gate.Enter())
        {
            return _since;
        }
    }

    /// <summary>Writes, and in the same transaction what <paramref name="moment"/> says about the clock.</summary>
    public void WriteWith(EntryMoment moment, Action<JournalTables> writes)
    {
        using (_gate.Enter())
        {
            DateTimeOffset? since = moment.ClockSince(_since);
            _gate.Write(tables =>
            {
                writes(tables);
                if (since is { } hour)
                {
                    tables.SetMeta(JournalTables.ClockSince, hour.ToString("O", CultureInfo.InvariantCulture));
                }
            });
            _since = since ?? _since;
        }
    }
}
