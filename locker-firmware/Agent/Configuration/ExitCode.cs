namespace SmartLocker.Firmware.Agent.Configuration;

/// <summary>How the program ends, as sysexits.h numbers it, so that a supervisor knows whether another start can help.</summary>
public static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The self-test found something.</summary>
    public const int Found = 1;

    /// <summary>A key or value on the command line that does not exist.</summary>
    public const int Usage = 64;

    /// <summary>The journal cannot be trusted.</summary>
    public const int Data = 65;

    /// <summary>No driver for this controller's board.</summary>
    public const int Unavailable = 69;

    /// <summary>
    /// Another agent runs on this data folder, something else has the kiosk's port, or the disk takes no writes: later it may be
    /// otherwise.
    /// </summary>
    public const int Held = 75;

    /// <summary>Told wrongly: another start changes nothing.</summary>
    public const int Config = 78;
}
