using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.Firmware.Agent.Configuration;

/// <summary>What this one cabinet is called and where it finds things; what it is, its model says.</summary>
public sealed record AgentOptions
{
    public static readonly TimeSpan StartWaitMax = TimeSpan.FromSeconds(30);

    public required AgentVerb Verb { get; init; }
    public required CabinetModel Model { get; init; }
    public required string DataFolder { get; init; }

    /// <summary>A virtual board instead of metal.</summary>
    public bool Simulate { get; init; }

    /// <summary>Null: a cabinet without a server.</summary>
    public ServerOptions? Server { get; init; }

    /// <summary>
    /// A whole city comes back at once after a power cut: the first connection waits at random up to so long (CL-62).
    /// </summary>
    public TimeSpan StartWait { get; init; } = StartWaitMax;

    /// <summary>0 takes any that is free.</summary>
    public int KioskPort { get; init; }

    /// <summary>The end of standard input ends the program: whoever started it is gone.</summary>
    public bool StopOnStdinEnd { get; init; }
    public bool Json { get; init; }
}

/// <summary>What to do.</summary>
public enum AgentVerb { Run, SelfTest }

/// <summary>Where the server is and how it is believed.</summary>
/// <param name="CaFile">PEM: the roots, and nothing else is believed.</param>
/// <param name="EnrolmentCode">For the first start, or to enrol again; ignored once the held certificate came by it.</param>
public sealed record ServerOptions(Uri Address, string CaFile, string? EnrolmentCode, string? Serial);
