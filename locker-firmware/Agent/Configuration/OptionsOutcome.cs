namespace SmartLocker.Firmware.Agent.Configuration;

/// <summary>What came of reading the command line.</summary>
public abstract record OptionsOutcome
{
    private OptionsOutcome() { }

    public sealed record Good(AgentOptions Options) : OptionsOutcome;
    public sealed record Help : OptionsOutcome;

    /// <param name="Code">One of <see cref="ExitCode"/>.</param>
    public sealed record Bad(int Code, string Problem) : OptionsOutcome;
}
