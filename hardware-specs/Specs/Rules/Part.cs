namespace SmartLocker.HardwareSpecs.Rules;

/// <summary>What a part can be: where it may answer, on which bus, with how many channels.</summary>
/// <param name="Low">Lowest legal address.</param>
/// <param name="High">Highest legal address.</param>
/// <param name="FirstChannel">0 for pins of a chip, 1 for relays of a board.</param>
/// <param name="Channels">How many it has at most; 0 for none.</param>
/// <param name="Baud">The speed at which a lock board is delivered; 0 for parts on I²C.</param>
internal sealed record Part(int Low, int High, int FirstChannel = 0, int Channels = 0, int Baud = 0)
{
    public bool IsLockBoard => Baud > 0;
}
