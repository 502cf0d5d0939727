using Microsoft.Data.Sqlite;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>One thread at a time at a journal's file, and its errors by the journal's own names.</summary>
internal sealed class JournalGate(JournalTables tables)
{
    private readonly Lock _lock = new();

    /// <summary>For work of several steps; whoever is inside may come in again.</summary>
    public Lock.Scope Enter() => _lock.EnterScope();

    /// <exception cref="JournalReadException">The disk did not give it.</exception>
    public T Read<T>(Func<JournalTables, T> read)
    {
        using (Enter())
        {
            try
            {
                return read(tables);
            }
            catch (SqliteException failing)
            {
                throw new JournalReadException(failing.Message, failing);
            }
        }
    }

    /// <summary>All of <paramref name="writes"/> or nothing, and durable when this returns.</summary>
    /// <exception cref="JournalWriteException">The disk did not take it; nothing changed.</exception>
    public void Write(Action<JournalTables> writes)
    {
        using (Enter())
        {
            tables.Write(() => writes(tables));
        }
    }

    /// <summary>What cannot be read first cannot be written either: whoever asked has nothing, by the same name.</summary>
    public static T BeforeWriting<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JournalReadException failing)
        {
            throw new JournalWriteException(failing.Message, failing);
        }
    }
}
