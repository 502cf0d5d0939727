using System.Text.Json;

namespace SmartLocker.Architecture.Tests;

/// <summary>Generated messages stay at the edge, and names in data files are used by code.</summary>
public sealed class EdgeTests
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

    /// <summary>A fault that nobody raises is a promise that nobody keeps; one that nobody clears stays for ever.</summary>
    [Fact]
    public void Every_fault_of_the_registry_is_named_by_the_code_that_raises_it()
    {
        using JsonDocument registry = JsonDocument.Parse(Repository.Read("hardware-specs/faults/faults.json"));
        string code = string.Concat(
            Repository.Files(".cs").Where(path => path.StartsWith("locker-", StringComparison.Ordinal)).Select(Repository.Read));
        JsonElement faults = registry.RootElement.ValueKind == JsonValueKind.Array
            ? registry.RootElement
            : registry.RootElement.GetProperty("faults");
        Assert.NotEmpty(faults.EnumerateArray());
        Assert.Empty(faults.EnumerateArray().Select(fault => fault.GetProperty("name").GetString()!)
            .Where(name => !code.Contains($"Faults.{name}", StringComparison.Ordinal)
                && !code.Contains($"FaultNames.{name}", StringComparison.Ordinal)
                && !code.Contains($"\"{name}\"", StringComparison.Ordinal)));
    }
}
