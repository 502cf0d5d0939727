using SmartLocker.Firmware.Core.Cabinet;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>Carries out what a step decided, after its facts are durable.</summary>
public interface IEffectRunner
{
    /// <returns>An input that follows at once; null when it comes later through the inbox, or never.</returns>
    CabinetInput? Run(CabinetEffect effect);

    /// <summary>Entries became durable: the link has something to send.</summary>
    void Recorded();

    /// <summary>Ask for every door's reading again: inputs were dropped while the journal did not take them.</summary>
    void ReadAllDoors();
}
