using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SmartLocker.Server.Storage.Sqlite;

/// <summary>How values stand in the database. Times are text of one length, so that they sort.</summary>
internal static class SqlText
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(SqliteDataReader row, int column) =>
        DateTimeOffset.ParseExact(
            row.GetString(column), TimeFormat, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>For LIKE, with ! as the escape: what a person typed stands for itself.</summary>
    public static string Containing(string text)
    {
        string plain = text.Replace("!", "!!", StringComparison.Ordinal)
            .Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal);
        return $"%{plain}%";
    }
}
