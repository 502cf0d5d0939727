using System.Collections.Immutable;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.Outgoing;

/// <summary>Under which heading an outgoing packet is listed.</summary>
public enum Tray { Open, Sealed, Travelling, Received, Trouble }

/// <summary>Which packet lies where, in which order, under which words. Pure.</summary>
public static class Trays
{
    public static Tray Of(PacketStage stage) => stage switch
    {
        PacketStage.Open => Tray.Open,
        PacketStage.Sealed => Tray.Sealed,
        PacketStage.Deposited or PacketStage.PickedUp => Tray.Travelling,
        PacketStage.Receipted => Tray.Received,
        _ => Tray.Trouble,
    };

    public static ImmutableArray<PacketStage> Stages(Tray tray) =>
        [.. Enum.GetValues<PacketStage>().Where(stage => Of(stage) == tray)];

    public static Tray Read(string? text) =>
        Enum.TryParse(text, ignoreCase: true, out Tray tray) && Enum.IsDefined(tray) ? tray : Tray.Open;

    /// <summary>What is done lists the newest first; what waits lists the most urgent, then the oldest first.</summary>
    /// <remarks>Secrecy has no part in the order: it would betray the level (docs/rules.md R-2).</remarks>
    public static IEnumerable<Packet> Sort(IEnumerable<Packet> packets, Tray tray) => tray == Tray.Received
        ? packets.OrderByDescending(packet => packet.Times.ReceiptedAt).ThenBy(packet => packet.Id)
        : packets.OrderByDescending(packet => packet.Urgency).ThenBy(packet => packet.Times.OpenedAt).ThenBy(packet => packet.Id);

    public static Phrase Words(Tray tray) => tray switch
    {
        Tray.Open => new("待封裝", "To seal"),
        Tray.Sealed => new("待投件", "To deposit"),
        Tray.Travelling => new("遞送中", "On its way"),
        Tray.Received => new("已簽收", "Receipted"),
        _ => new("待查明", "In trouble"),
    };

    /// <summary>What to do next where a tray is empty.</summary>
    public static Phrase WhenEmpty(Tray tray) => tray switch
    {
        Tray.Open => new("沒有待封裝的文件包。請由上方匯入公文系統的匯出檔。", "Nothing to seal. Take in a drop of your document system above."),
        Tray.Sealed => new("沒有待投件的文件包。封裝後會列在這裡，列印標籤後交傳遞人員投件。",
            "Nothing to deposit. Sealed packets appear here: print the label and hand them to the courier."),
        Tray.Travelling => new("沒有遞送中的文件包。", "Nothing is on its way."),
        Tray.Received => new("還沒有已簽收的文件包。", "Nothing has been receipted yet."),
        _ => new("沒有待查明的文件包。", "Nothing is in trouble."),
    };
}
