using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;

namespace SmartLocker.Server.Web.Words;

/// <summary>Why an order about a packet was refused and what to do; refused orders change nothing.</summary>
public static class RejectionWords
{
    public static string Code(PacketRejection reason) => $"P-{(int)reason + 1:00}";

    public static Phrase Of(PacketRejection reason) => reason switch
    {
        PacketRejection.UnknownPacket => new("查無這個文件包；請核對編號。", "There is no such packet; check the number."),
        PacketRejection.NumberTaken => new("編號重複；請再試一次。", "The number is taken; try again."),
        PacketRejection.NotAllowed => new("您不能代表這個機關做這件事。", "You may not do this for this agency."),
        PacketRejection.NotOpen => new("文件包已封裝；要更動請先拆封。", "The packet is sealed; reopen it before changing it."),
        PacketRejection.NotSealed => new("文件包尚未封裝。", "The packet is not sealed."),
        PacketRejection.AlreadyDeposited => new("文件包已投件，不能拆封；如需更動請聯繫收件機關。",
            "It was deposited and cannot be reopened; call the receiver."),
        PacketRejection.Empty => new("文件包內沒有公文。", "There is nothing in the packet."),
        PacketRejection.Full => new("文件包已滿；請先封裝，再開新的。", "The packet is full; seal it and begin another."),
        PacketRejection.ConfidentialAlone => new("這份公文須單獨封裝。", "This document needs a packet of its own."),
        PacketRejection.NoOpeners => new("請指定至少一位拆封人。", "Name at least one opener."),
        PacketRejection.WrongOpener => new("指定的拆封人不是收件機關在職人員。", "A named opener is no active staff of the receiver."),
        PacketRejection.NotPickedUp => new("尚未取件，不能簽收。", "It cannot be receipted before it was picked up."),
        PacketRejection.UnknownEnclosure => new("清單上沒有這份文件；請重新整理。", "Not on the transfer list; reload the page."),
        PacketRejection.MarkedAlready => new("這份文件已簽收過，結果不同；請重新整理查看。", "It was marked otherwise already; reload the page."),
        PacketRejection.InDoubt =>
            new("文件包的下落尚待查明，查明後才能拆封。", "Where the packet is must be settled before it is reopened."),
        PacketRejection.ReasonMissing => new("請填寫原因或處理結果。", "Give a reason."),
        _ => new("這個待查事項不存在或已處理。", "There is no such open exception."),
    };
}
