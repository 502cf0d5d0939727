using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmartLocker.Architecture.Tests;

/// <summary>Generated messages stay at the edge, and names in data files are used by code.</summary>
public sealed partial class EdgeTests
{
    [Fact]
    public void Generated_messages_appear_only_at_the_edges() => Assert.Empty(
        Repository.Files(".cs")
            .Where(path => path.StartsWith("locker-", StringComparison.Ordinal))
            .Where(path => Repository.Read(path).Contains("SmartLocker.Contracts", StringComparison.Ordinal))
            .Where(path => !path.Split('/').Any(folder => folder is "Link" or "Rpc" or "Enrolment" or "Demo")
                && !path.EndsWith("Wire.cs", StringComparison.Ordinal)));

    [Fact]
    public void Nothing_but_the_runtime_and_its_edges_knows_how_grpc_travels() => Assert.Empty(
        Repository.Files(".cs")
            .Where(path => path.StartsWith("locker-", StringComparison.Ordinal)
                || path.StartsWith("hardware-specs", StringComparison.Ordinal))
            .Where(path => Repository.Read(path).Contains("using Grpc.", StringComparison.Ordinal))
            .Where(path => !path.Split('/').Any(folder => folder is "Link" or "Rpc" or "Enrolment" or "Serve" or "Demo")));

    /// <summary>A fault that nobody raises is a promise that nobody keeps. The list of names itself raises nothing.</summary>
    [Fact]
    public void Every_fault_of_the_registry_is_named_by_the_code_that_raises_it()
    {
        using JsonDocument registry = JsonDocument.Parse(Repository.Read("hardware-specs/faults/faults.json"));
        string[] raises = [.. FirmwareRules().Where(line => Raise().IsMatch(line))];
        string[] faults = [.. registry.RootElement.EnumerateArray().Select(fault => fault.GetProperty("name").GetString()!)];
        Assert.NotEmpty(faults);
        Assert.Empty(faults.Where(name => !raises.Any(line => Regex.IsMatch(line, $@"FaultName\.{name}\b"))));
    }

    /// <summary>A cabinet speaks one language; whoever reads of its faults reads Chinese.</summary>
    [Fact]
    public void Whatever_the_firmware_says_beside_a_fault_is_known_in_Chinese()
    {
        string words = Repository.Read("locker-server/Host/Web/Words/DetailWords.cs");
        string[] said =
        [
            .. FirmwareRules().Select(line => Said().Match(line)).Where(match => match.Success)
                .Select(match => match.Groups["detail"].Value).Distinct(),
        ];
        Assert.Contains("not shut in time", said);
        Assert.Empty(said.Where(detail => !words.Contains($"[\"{detail}\"] = ", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> FirmwareRules() =>
        Repository.Files(".cs")
            .Where(path => path.StartsWith("locker-firmware/Core/", StringComparison.Ordinal))
            .Where(path => !path.EndsWith("/FaultName.cs", StringComparison.Ordinal))
            .SelectMany(path => Repository.Read(path).Split('\n'));

    [GeneratedRegex(@"Raise\(|FaultRaised\(|Follow\(")]
    private static partial Regex Raise();

    [GeneratedRegex("""(?:Raise|FaultRaised|Follow|Doubt)\(.*, "(?<detail>[^"{]+)"\)""")]
    private static partial Regex Said();
}
