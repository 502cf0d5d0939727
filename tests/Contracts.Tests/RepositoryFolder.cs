namespace SmartLocker.Contracts.Tests;

/// <summary>Where the solution lies: proto files are read as text, golden files beside the tests.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "SmartLocker.sln"))
            ? folder
            : Find(Directory.GetParent(folder)?.FullName ?? throw new InvalidOperationException("No SmartLocker.sln above the tests."));
}
