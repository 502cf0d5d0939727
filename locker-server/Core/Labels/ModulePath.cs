using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace SmartLocker.Server.Core.Labels;

/// <summary>Draws rows of modules as the data of one SVG path: a rectangle for every run of dark modules.</summary>
/// <remarks>One path, not one element per module: neighbours would show hairlines between them when printed.</remarks>
public static class ModulePath
{
    /// <param name="rows">From the top; true is dark.</param>
    /// <param name="left">Of the first module, in the unit of the drawing.</param>
    /// <param name="width">Of one module.</param>
    /// <param name="height">Of one row.</param>
    public static string Of(IReadOnlyList<ImmutableArray<bool>> rows, decimal left, decimal top, decimal width, decimal height)
    {
        StringBuilder path = new();
        foreach ((int index, ImmutableArray<bool> row) in rows.Index())
        {
            decimal y = top + (index * height);
            foreach ((int start, int length) in Runs(row))
            {
                path.Append(
                    CultureInfo.InvariantCulture,
                    $"M{left + (start * width):0.###} {y:0.###}h{length * width:0.###}v{height:0.###}h-{length * width:0.###}z");
            }
        }

        return path.ToString();
    }

    private static IEnumerable<(int Start, int Length)> Runs(ImmutableArray<bool> row)
    {
        for (int at = 0; at < row.Length; at++)
        {
            int start = at;
            while (at < row.Length && row[at])
            {
                at++;
            }

            if (at > start)
            {
                yield return (start, at - start);
            }
        }
    }
}
