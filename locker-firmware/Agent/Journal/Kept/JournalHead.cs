using System.Globalization;
using System.Text;

namespace SmartLocker.Firmware.Agent.Journal.Kept;

/// <summary>How far a journal was written, in a small file of its own beside it.</summary>
/// <remarks>
/// The database's log ends, for whoever reads it, at the first frame that does not fit its checksum: one rotten byte there takes
/// every later entry with it, and nothing inside the database can tell. The file is written after each append and not
/// synchronised, so it never says more than what is durable, costs no second wait for the disk, and outlives the program; after
/// a power cut it may say less. A head that cannot be read says nothing.
/// </remarks>
internal sealed class JournalHead : IDisposable
{
    public const string FileName = "journal.head";

    private readonly FileStream? _file;

    private JournalHead(FileStream? file, JournalId? journal, long sequence) =>
        (_file, Journal, Sequence) = (file, journal, sequence);

    /// <summary>As the file says; null where it says nothing.</summary>
    public JournalId? Journal { get; }
    public long Sequence { get; }

    /// <remarks>A hint must not keep a cabinet from starting: where the disk gives no file there is none.</remarks>
    public static JournalHead Open(string folder)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(
                Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            string[] parts = Encoding.UTF8.GetString(bytes).Split('\n');
            bool sound = parts is [var journal, var sequence, var check, ""]
                && check == Check(journal, sequence) && long.TryParse(sequence, CultureInfo.InvariantCulture, out _);
            return sound
                ? new JournalHead(file, JournalId.Parse(parts[0]), long.Parse(parts[1], CultureInfo.InvariantCulture))
                : new JournalHead(file, null, 0);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            return new JournalHead(null, null, 0);
        }
    }

    /// <summary>The entries up to here are durable. When this fails, they are so all the same.</summary>
    public void Reached(JournalId journal, long sequence)
    {
        if (_file is null) { return; }

        string number = sequence.ToString("D19", CultureInfo.InvariantCulture); // Of one length, so that each lies over the last.
        byte[] bytes = Encoding.UTF8.GetBytes($"{journal}\n{number}\n{Check(journal.Value, number)}\n");
        try
        {
            RandomAccess.Write(_file.SafeFileHandle, bytes, fileOffset: 0);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The next one says more.
        }
    }

    public void Dispose() => _file?.Dispose();

    private static string Check(string journal, string sequence) =>
        Convert.ToHexString(KeptCheck.Of(FileName, $"{journal}\n{sequence}"));
}
