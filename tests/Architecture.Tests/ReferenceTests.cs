using System.Xml.Linq;

namespace SmartLocker.Architecture.Tests;

/// <summary>Who may see whom. The compiler holds it once the project files are right; these tests hold those.</summary>
public sealed class ReferenceTests
{
    private const string Vocabulary = "SmartLocker.Vocabulary";
    private const string Specs = "SmartLocker.HardwareSpecs";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Vocabulary] = [],
        [Specs] = [Vocabulary],
        ["SmartLocker.Grpc"] = [],
        ["SmartLocker.Contracts"] = ["SmartLocker.Grpc"],
        ["SmartLocker.Firmware.Core"] = [Vocabulary, Specs],
        ["SmartLocker.Firmware.Hardware"] = [Vocabulary, Specs, "SmartLocker.Firmware.Core"],
        ["SmartLocker.Firmware.Agent"] =
        [
            Vocabulary, Specs, "SmartLocker.Contracts", "SmartLocker.Grpc", "SmartLocker.Firmware.Core",
            "SmartLocker.Firmware.Hardware",
        ],
        ["SmartLocker.Server.Core"] = [Vocabulary, Specs],
        ["SmartLocker.Server"] = [Vocabulary, Specs, "SmartLocker.Contracts", "SmartLocker.Grpc", "SmartLocker.Server.Core"],
    };

    public static TheoryData<string> Projects =>
        [.. Repository.Files(".csproj").Where(path => !path.StartsWith("tests/", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_layout_allows(string project)
    {
        string name = Path.GetFileNameWithoutExtension(project);
        Assert.True(Allowed.ContainsKey(name), $"{project} is not in the layout.");
        Assert.Empty(References(project).Except(Allowed[name]));
    }

    [Fact]
    public void Both_sides_are_seen_only_by_the_projects_that_put_them_together()
    {
        string[] both = [.. Repository.Files(".csproj")
            .Where(path => References(path) is var seen
                && seen.Any(name => name.StartsWith("SmartLocker.Firmware", StringComparison.Ordinal))
                && seen.Any(name => name.StartsWith("SmartLocker.Server", StringComparison.Ordinal)))
            .Select(path => path.Split('/')[1])];
        Assert.Empty(both.Except(
            ["TestKit", "Simulation", "Simulation.Tests", "Conformance", "CrashPoints", "EndToEnd.Tests", "Benchmarks"]));
    }

    [Theory]
    [InlineData("proto/Vocabulary/SmartLocker.Vocabulary.csproj")]
    [InlineData("hardware-specs/Specs/SmartLocker.HardwareSpecs.csproj")]
    [InlineData("locker-firmware/Core/SmartLocker.Firmware.Core.csproj")]
    [InlineData("locker-server/Core/SmartLocker.Server.Core.csproj")]
    public void A_core_is_compiled_with_the_banned_symbols_of_cores(string project) =>
        Assert.Contains("<Ring>Core</Ring>", Repository.Read(project), StringComparison.Ordinal);

    [Fact]
    public void Only_tests_are_free_of_banned_symbols_and_the_generated_contracts() => Assert.Equal(
        ["proto/Contracts/SmartLocker.Contracts.csproj", "tests/Directory.Build.props"],
        Repository.Files(".csproj").Concat(Repository.Files(".props"))
            .Where(path => Repository.Read(path).Contains("<Ring>None</Ring>", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = Repository.Read("SmartLocker.sln").Replace('\\', '/');
        Assert.Empty(Repository.Files(".csproj").Where(path => !solution.Contains(path, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_package_is_pinned_to_one_version() => Assert.Empty(
        XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Where(package => package.Parent?.Attribute("Condition") is null)
            .Select(package => package.Attribute("Version")?.Value ?? "")
            .Where(version =>
                !version.StartsWith('[') || !version.EndsWith(']') || version.Contains(',', StringComparison.Ordinal)));

    // Build order alone is no reference: the demonstration starts the agent as a program.
    private static string[] References(string project) => [.. XDocument.Parse(Repository.Read(project))
        .Descendants("ProjectReference")
        .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
        .Select(reference => ((string?)reference.Attribute("Include") ?? "").Replace('\\', '/'))
        .Select(path => Path.GetFileNameWithoutExtension(path)!)];
}
