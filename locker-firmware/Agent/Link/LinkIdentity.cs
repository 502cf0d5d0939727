namespace SmartLocker.Firmware.Agent.Link;

/// <summary>What a cabinet says of itself when a stream begins, beside what its journal says.</summary>
public sealed record LinkIdentity(string ModelId, int ModelRevision, string FirmwareVersion, string BootId);
