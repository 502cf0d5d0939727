using System.Text.RegularExpressions;

namespace SmartLocker.Architecture.Tests;

/// <summary>What may not stand in the repository at all.</summary>
public sealed partial class TidyTests
{
    private static readonly string[] Words =
        ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception", "Thread." + "Sleep", "Debug." + "Assert"];

    private static readonly string[] TopLevel =
    [
        ".build", ".ci", "docs", "hardware-specs", "locker-firmware", "locker-server", "proto", "tests",
        ".editorconfig", ".gitattributes", ".gitignore", "Directory.Build.props", "Directory.Build.targets",
        "Directory.Packages.props",
        "LICENSE", "README.md", "SmartLocker.sln", "global.json",
    ];

    [Fact]
    public void Nothing_is_left_for_later_and_nothing_sleeps() => Assert.Empty(
        from path in Sources()
        from word in Words
        where Repository.Read(path).Contains(word, StringComparison.Ordinal)
            && !path.EndsWith("TidyTests.cs", StringComparison.Ordinal)
        select $"{path}: {word}");

    [Fact]
    public void No_path_of_anybody_s_machine_is_written_down() => Assert.Empty(
        from path in Sources().Concat(Repository.Files(".md")).Concat(Repository.Files(".json"))
        from match in MachinePath().Matches(Repository.Read(path))
        select $"{path}: {match.Value}");

    [Fact]
    public void No_test_is_skipped_by_attribute() => Assert.Empty(
        Repository.Files(".cs").Where(path => SkipAttribute().IsMatch(Repository.Read(path))));

    [Fact]
    public void The_top_level_holds_what_the_layout_names() => Assert.Empty(
        Directory.EnumerateFileSystemEntries(Repository.Root).Select(entry => Path.GetFileName(entry)!)
            .Where(name => name != ".git" && !TopLevel.Contains(name)));

    /// <summary>A part of a larger type may add a word to its name.</summary>
    [Fact]
    public void A_file_is_named_after_a_type_in_it() => Assert.Empty(
        from path in Repository.Files(".cs")
        let name = Path.GetFileNameWithoutExtension(path).Split('.')[0]
        where !path.StartsWith("proto/Grpc/", StringComparison.Ordinal) // Named as the public packages name them.
            && !TypeName().Matches(Repository.Read(path)).Any(type => AreKin(name, type.Groups[1].Value))
        select path);

    // A family that shares its first word shares a file, such as BareUnary and BareDuplex in BareStreams.
    private static bool AreKin(string file, string type) =>
        file.Contains(type, StringComparison.Ordinal) || type.Contains(file, StringComparison.Ordinal)
        || file.Zip(type).TakeWhile(pair => pair.First == pair.Second).Count() >= 4;

    private static IEnumerable<string> Sources() =>
        new[] { ".cs", ".razor", ".js", ".proto", ".yaml" }.SelectMany(Repository.Files)
            .Where(path => !path.Contains("/wwwroot/lib/", StringComparison.Ordinal));

    // Where people keep checkouts and homes: a path that starts so means nothing on another machine.
    [GeneratedRegex(@"(?<![\w./*-])/(work|root|home/\w+|Users/\w+)/[\w.-]+")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(?:class|record struct|record|struct|interface|enum|delegate \S+) (\w+)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\[(Fact|Theory)\([^)]*Skip\s*=")]
    private static partial Regex SkipAttribute();
}
