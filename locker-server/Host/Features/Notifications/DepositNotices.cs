using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Features.Notifications;

/// <summary>The notices that go with a deposit, to be queued in the very transaction that records it.</summary>
internal static class DepositNotices
{
    /// <returns>Nothing for a packet that may not be collected: whoever settles its question tells the receiver then.</returns>
    public static async Task<ImmutableArray<Notice>> Of(ILedger ledger, Packet packet)
    {
        if (packet is not { Stage: PacketStage.Deposited, Place: PacketPlace.InCompartment place }) { return []; }
        if (await ledger.FindAgency(packet.Receiver) is not { State: Agency receiver }) { return []; }

        string sender = (await ledger.FindAgency(packet.Sender))?.State.Name ?? packet.Sender.Value;
        string cabinet = (await ledger.FindCabinet(place.Cabinet))?.State.Settings.DisplayName ?? place.Cabinet.Value;
        return Notices.OfDeposit(packet, receiver, await ledger.Views.PeopleOf(packet.Receiver), sender, cabinet);
    }
}
