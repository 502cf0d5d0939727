using SmartLocker.Firmware.Agent.Configuration;

namespace SmartLocker.Firmware.Agent.Tests.Configuration;

public sealed class CommandLineTests
{
    [Fact]
    public void A_cabinet_alone_needs_a_model_and_a_folder()
    {
        AgentOptions options = Good("--model SDL-24-CH --data d --simulate");
        Assert.Equal(("SDL-24-CH", "d", true, 0, AgentVerb.Run),
            (options.Model.Id, options.DataFolder, options.Simulate, options.KioskPort, options.Verb));
        Assert.Null(options.Server);
    }

    [Fact]
    public void A_cabinet_with_a_server_names_whom_it_believes()
    {
        using TempFolder folder = new();
        string ca = folder.At("ca.pem");
        File.WriteAllText(ca, "");
        AgentOptions options = Good(
            $"--model SDL-12-SC --data d --server https://here:1 --ca {ca} --enrol code --serial s "
            + "--kiosk-port 8080 --start-wait 0 --stop-on-stdin-end");
        Assert.Equal(TimeSpan.Zero, options.StartWait);
        Assert.Equal(TimeSpan.FromSeconds(30), Good("--model SDL-12-SC --data d").StartWait);
        Assert.Equal(new ServerOptions(new Uri("https://here:1"), ca, "code", "s"), options.Server);
        Assert.Equal((8080, true), (options.KioskPort, options.StopOnStdinEnd));
    }

    [Theory]
    [InlineData("--modle SDL-24-CH", ExitCode.Usage, "--modle")]
    [InlineData("--model", ExitCode.Usage, "--model needs a value")]
    [InlineData("--model SDL-24-CH --model SDL-24-CH", ExitCode.Usage, "--model is given twice")]
    [InlineData("--data d", ExitCode.Usage, "--model")]
    [InlineData("--model X --data d", ExitCode.Config, "SDL-24-CH")]
    [InlineData("--model SDL-24-CH --data d --kiosk-port 65536", ExitCode.Config, "--kiosk-port: expected 0 to 65535")]
    [InlineData("--model SDL-24-CH --data d --start-wait 31", ExitCode.Config, "--start-wait: expected 0 to 30")]
    [InlineData("--model SDL-24-CH --data d --kiosk-port -1", ExitCode.Config, "--kiosk-port")]
    [InlineData("--model SDL-24-CH --data d --server http://plain --ca c", ExitCode.Config,
        "--server: expected an https address")]
    [InlineData("--model SDL-24-CH --data d --server https://here", ExitCode.Config, "--ca")]
    [InlineData("--model SDL-24-CH --data d --server https://here --ca /no/such/file", ExitCode.Config, "/no/such/file")]
    [InlineData("--model SDL-24-CH --data d --enrol code", ExitCode.Config, "--enrol says nothing without --server")]
    public void What_is_wrong_stops_the_program_by_name(string line, int code, string named)
    {
        OptionsOutcome.Bad bad = Assert.IsType<OptionsOutcome.Bad>(CommandLine.Read(line.Split(' ')));
        Assert.Equal(code, bad.Code);
        Assert.Contains(named, bad.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_names_every_key_that_is_taken()
    {
        Assert.IsType<OptionsOutcome.Help>(CommandLine.Read(["--model", "X", "--help"]));
        foreach (string word in CommandLine.Help.Split(' ', '\n').Where(word => word.StartsWith("--", StringComparison.Ordinal)))
        {
            string key = word.TrimEnd(':', ',', ';');
            Assert.False(
                key != "--help" && CommandLine.Read([key]) is OptionsOutcome.Bad { Problem: var problem }
                    && problem.StartsWith("There is no", StringComparison.Ordinal),
                key);
        }
    }

    private static AgentOptions Good(string line) =>
        Assert.IsType<OptionsOutcome.Good>(CommandLine.Read(line.Split(' '))).Options;
}
