using System.Threading.Channels;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;

namespace SmartLocker.Firmware.Agent.Link;

/// <summary>What a link works with: the journal it sends, the clock it corrects, the inbox it fills.</summary>
/// <param name="Open">Compartments that are not shut now, for the heartbeat.</param>
public sealed record LinkContext(
    Journal.Journal Journal, CabinetClock Clock, LinkIdentity Identity, ChannelWriter<CabinetInput> Inbox,
    Func<System.Collections.Immutable.ImmutableArray<int>> Open);
