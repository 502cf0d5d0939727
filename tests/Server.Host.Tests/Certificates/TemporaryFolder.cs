namespace SmartLocker.Server.Host.Tests.Certificates;

/// <summary>A folder of one test, gone when the test is over.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("smartlocker-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
