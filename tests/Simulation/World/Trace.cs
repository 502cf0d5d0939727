using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmartLocker.Simulation.World;

/// <summary>What happened, line by line: the last lines to read, all of them as one hash to compare.</summary>
/// <param name="about">Of lines that contain it all are kept, not only the last; empty: no choice.</param>
internal sealed class Trace(Agenda agenda, string about) : IDisposable
{
    private const int Kept = 400;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Queue<string> _last = new();

    public IReadOnlyCollection<string> Last => _last;

    public void Say(string text)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"{agenda.Now.TotalSeconds:F3} {text}");
        _hash.AppendData(Encoding.UTF8.GetBytes(line));
        if (!line.Contains(about, StringComparison.Ordinal)) { return; }

        _last.Enqueue(line);
        if (_last.Count > Kept && about.Length == 0) { _last.Dequeue(); }
    }

    /// <summary>Of every line so far.</summary>
    public string Hash() => Convert.ToHexStringLower(_hash.GetCurrentHash().AsSpan(0, 8));

    public void Dispose() => _hash.Dispose();
}
