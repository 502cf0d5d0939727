using System.Collections.Immutable;
using SmartLocker.Firmware.Agent.Link;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>What a running cabinet is given by the program around it.</summary>
/// <param name="Link">Makes the way to the server from what it needs to know.</param>
/// <param name="Pepper">Empty before enrolment.</param>
public sealed record CabinetSurroundings(
    string FirmwareVersion, Func<LinkContext, ILinkSender> Link, ImmutableArray<byte> Pepper, TimeProvider Time,
        ILoggerFactory Logs);
