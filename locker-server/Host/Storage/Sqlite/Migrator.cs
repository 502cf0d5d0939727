using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace SmartLocker.Server.Storage.Sqlite;

/// <summary>Brings a database up by numbered SQL files, forward only, each in a transaction of its own.</summary>
/// <remarks>A database newer than the program is refused: an old program must not write what it does not understand.</remarks>
internal static partial class Migrator
{
    private static readonly (int Number, string Resource)[] Steps =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Select(name => (Match: StepName().Match(name), Name: name))
            .Where(step => step.Match.Success)
            .Select(step => (int.Parse(step.Match.Groups[1].Value, CultureInfo.InvariantCulture), step.Name))
            .OrderBy(step => step.Item1),
    ];

    public static int Newest => Steps[^1].Number;

    public static void BringUp(SqlLane lane) => BringUp(lane, Newest);

    /// <param name="upTo">The last step to take; tests stop earlier to make a database of an earlier version.</param>
    public static void BringUp(SqlLane lane, int upTo)
    {
        new SqlSession(lane, null).Run(
            "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL)");
        long reached = (long)(new SqlSession(lane, null).Scalar("SELECT max(number) FROM migration") ?? 0L);
        if (reached > Newest)
        {
            throw new InvalidOperationException(
                $"The database is at step {reached}, this program knows {Newest} steps: use a newer one.");
        }

        foreach ((int number, string resource) in Steps.Where(step => step.Number > reached && step.Number <= upTo))
        {
            using SqliteTransaction transaction = lane.Connection.BeginTransaction(deferred: false);
            SqlSession session = new(lane, transaction);
            session.Run(Text(resource));
            session.Run("INSERT INTO migration (number, name) VALUES (@1, @2)", number, resource);
            transaction.Commit();
        }
    }

    private static string Text(string resource)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^migrations/(\d{4})_[a-z_]+\.sql$")]
    private static partial Regex StepName();
}
