namespace SmartLocker.Firmware.Agent.Journal.Opening;

/// <summary>Held while an agent runs: two agents on one data folder would both drive the doors.</summary>
public sealed class JournalLock : IDisposable
{
    private readonly FileStream _file;

    private JournalLock(FileStream file) => _file = file;

    /// <exception cref="JournalHeldException">Another process holds it.</exception>
    public static JournalLock Take(string folder)
    {
        string path = Path.Combine(folder, "journal.lock");
        try
        {
            // On Linux this is flock(LOCK_EX | LOCK_NB): it goes with the process, however that ends.
            return new JournalLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (held is not DirectoryNotFoundException)
        {
            throw new JournalHeldException(path, held);
        }
    }

    public void Dispose() => _file.Dispose();
}
