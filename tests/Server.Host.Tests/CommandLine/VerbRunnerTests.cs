using SmartLocker.Server.CommandLine;

namespace SmartLocker.Server.Host.Tests.CommandLine;

/// <summary>Which verb was meant, and what is answered to nonsense.</summary>
public sealed class VerbRunnerTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private string _ran = "";

    [Theory]
    [InlineData("count --size=3 one --fast two", "count 3 fast one,two")]
    [InlineData("count --size 3", "count 3 ")]
    [InlineData("count -- --fast", "count --fast")]
    [InlineData("count all --size 9", "count all 9 ")]
    [InlineData("other", "serve other")]
    [InlineData("", "serve ")]
    public async Task The_longest_name_that_fits_is_run(string typed, string ran)
    {
        Assert.Equal(0, await Run(typed, Known("count"), Known("count all"), Known("", "serve")));
        Assert.Equal(ran.Replace(" ", "", StringComparison.Ordinal), _ran.Replace(" ", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("count --speed 3")]
    [InlineData("count --size")]
    [InlineData("count --fast=yes")]
    [InlineData("unknown")]
    public async Task Nonsense_is_answered_with_what_would_make_sense(string typed)
    {
        Assert.Equal(VerbRunner.WrongUsage, await Run(typed, Known("count")));
        Assert.NotEmpty(_errors.ToString());
        Assert.Equal(("", ""), (_ran, _output.ToString()));
    }

    [Theory]
    [InlineData("--help", "count")]
    [InlineData("count --help", "--size N")]
    [InlineData("count --size 3 -h", "--size N")]
    public async Task Help_is_no_error(string typed, string said)
    {
        Assert.Equal(0, await Run(typed, Known("count"), Known("", "serve")));
        Assert.Contains(said, _output.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _ran);
    }

    private Task<int> Run(string typed, params Verb[] verbs) =>
        new VerbRunner([.. verbs], _output, _errors).Run(typed.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private Verb Known(string name, string? shown = null) => new(
        name,
        "WHAT…",
        "Counts.",
        [new Option("--size", "N", "how large"), new Option("--fast", null, "hurries")],
        arguments =>
        {
            string fast = arguments.Has("--fast") ? "fast" : "";
            _ran = $"{shown ?? name} {arguments.Text("--size")} {fast} {string.Join(',', arguments.Values)}";
            return Task.FromResult(0);
        });
}
