namespace SmartLocker.Storage.Compliance;

/// <summary>A database of its own for each test.</summary>
internal static class SqliteFixture
{
    public static string File() =>
        $"Data Source={Path.Combine(Directory.CreateTempSubdirectory("ledger-").FullName, "ledger.db")}";

    public static string Memory() => $"Data Source=ledger-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
}
