namespace SmartLocker.Contracts.Tests;

/// <summary>Where the solution lies: proto files are read as text, golden files beside the tests.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("No SmartLocker.sln above the tests.")
        : File.Exists(System.IO.Path.Combine(folder.FullName, "SmartLocker.sln")) ? folder.FullName
        : Find(folder.Parent);
}
