namespace SmartLocker.Architecture.Tests;

/// <summary>Limits that keep the code a house with rooms: lines, functions, files, folders.</summary>
public sealed class SizeTests
{
    private const int LinesMax = 500;
    private const int FunctionLinesMax = 60;
    private const int ColumnsMax = 130;
    private const int FolderFilesMax = 20;

    private static readonly string[] Types = ["class ", "record ", "struct ", "interface ", "enum ", "namespace ", "extension("];

    [Fact]
    public void No_source_file_is_longer_than_a_room() => Assert.Empty(
        Repository.Files(".cs").Where(path => Repository.Lines(path).Length > LinesMax));

    [Fact]
    public void No_line_is_wider_than_the_page() => Assert.Empty(
        from path in Repository.Files(".cs")
        from line in Repository.Lines(path).Index()
        where line.Item.Length > ColumnsMax
        select $"{path}:{line.Index + 1}");

    [Fact]
    public void No_function_is_longer_than_a_screen() => Assert.Empty(Repository.Files(".cs").SelectMany(LongFunctions));

    [Fact]
    public void No_folder_holds_more_than_a_person_overlooks() => Assert.Empty(
        Repository.Files(".cs").Concat(Repository.Files(".razor")).GroupBy(path => Path.GetDirectoryName(path))
            .Where(folder => folder.Count() > FolderFilesMax)
            .Select(folder => $"{folder.Key}: {folder.Count()} files"));

    [Fact]
    public void A_long_function_is_found()
    {
        string[] text =
            ["class A", "{", "    void B()", "    {", .. Enumerable.Repeat("        ;", FunctionLinesMax + 1), "    }", "}"];
        Assert.Single(LongBodies(text));
    }

    private static IEnumerable<string> LongFunctions(string path) =>
        LongBodies(Repository.Lines(path)).Select(line => $"{path}:{line}");

    /// <summary>The format check keeps the braces of a body alone on their lines, at the indentation of the member.</summary>
    private static IEnumerable<int> LongBodies(string[] lines)
    {
        for (int open = 1; open < lines.Length; open++)
        {
            int indent = lines[open].Length - 1;
            bool body = lines[open].TrimStart() == "{" && indent is 4 or 8
                && !IsType(lines, open, indent) && !IsTable(lines, open);
            string ending = new string(' ', Math.Max(indent, 0)) + "}";
            int close = body ? Array.FindIndex(lines, open, line => line.StartsWith(ending, StringComparison.Ordinal)) : -1;
            if (close - open - 1 > FunctionLinesMax) { yield return open; }
        }
    }

    /// <summary>Rows of a value, one under the other, are read as a table and not followed as steps.</summary>
    private static bool IsTable(string[] lines, int open) => lines[open - 1].EndsWith(" => new()", StringComparison.Ordinal);

    private static bool IsType(string[] lines, int open, int indent)
    {
        // A declaration may take several lines: go up to the one that stands at the member's own indentation.
        int line = open - 1;
        while (line > 0 && (lines[line].Length <= indent || lines[line][indent] is ' ' or ':' or ')' or '<')) { line--; }

        return Types.Any(word => lines[line].Contains(word, StringComparison.Ordinal));
    }
}
