using System.Text;

namespace SmartLocker.Server.Host.Tests.Intake;

/// <summary>A folder of its own for one test, gone when the test is.</summary>
internal sealed class Place : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("intake-").FullName;

    public string Put(string path, string text) => Put(path, Encoding.UTF8.GetBytes(text));

    /// <returns>The whole path.</returns>
    public string Put(string path, byte[] bytes)
    {
        string whole = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllBytes(whole, bytes);
        return whole;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
