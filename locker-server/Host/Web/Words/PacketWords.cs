using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Web.Words;

/// <summary>The words for what a packet is, has and holds.</summary>
public static class PacketWords
{
    public static Phrase Of(PacketStage stage) => stage switch
    {
        PacketStage.Open => new("待封裝", "Open"),
        PacketStage.Sealed => new("已封裝", "Sealed"),
        PacketStage.Deposited => new("在櫃待取", "In cabinet"),
        PacketStage.PickedUp => new("已取件", "Picked up"),
        PacketStage.Receipted => new("已簽收", "Receipted"),
        _ => new("待查明", "In trouble"),
    };

    /// <summary>The look of a state; the word beside it says the same.</summary>
    public static string Tone(PacketStage stage) => stage switch
    {
        PacketStage.Receipted => "good",
        PacketStage.Exception => "bad",
        PacketStage.Deposited or PacketStage.PickedUp => "warn",
        _ => "",
    };

    public static Phrase Of(Urgency urgency) => urgency switch
    {
        Urgency.Fastest => new(urgency.Word(), "most urgent"),
        Urgency.Fast => new(urgency.Word(), "urgent"),
        _ => new(urgency.Word(), "ordinary"),
    };

    public static string Tone(Urgency urgency) => urgency switch
    {
        Urgency.Fastest => "bad",
        Urgency.Fast => "warn",
        _ => "",
    };

    public static Phrase Of(PacketSize size) => size switch
    {
        PacketSize.S => new("S（公文封、薄件）", "S (envelopes)"),
        PacketSize.M => new("M（厚件、附件）", "M (thick, with attachments)"),
        _ => new("L（箱件）", "L (boxes)"),
    };

    public static Phrase Of(CopyKind copy) => copy switch
    {
        CopyKind.Duplicate => new(copy.Word(), "copy"),
        _ => new(copy.Word(), "original"),
    };

    public static Phrase Of(ReceiptMark mark) => mark switch
    {
        ReceiptMark.Received => new("收到", "Received"),
        ReceiptMark.Missing => new("短少", "Missing"),
        ReceiptMark.Misenclosed => new("誤夾", "Misenclosed"),
        _ => new("毀損", "Damaged"),
    };

    public static Phrase Of(SealState seal) => seal switch
    {
        SealState.Intact => new("封口完整", "seal intact"),
        SealState.Broken => new("封口已破", "seal broken"),
        _ => new("", ""),
    };

    public static Phrase Of(DepositAbandonment reason) => reason switch
    {
        DepositAbandonment.ByPerson => new("傳遞人員取消", "cancelled by the courier"),
        DepositAbandonment.DoorFault => new("櫃門未開", "the door did not open"),
        DepositAbandonment.TooSmall => new("放不下，改用較大的格", "did not fit; a larger door follows"),
        _ => new("中斷，須查明是否已投入", "interrupted; somebody must look whether it is inside"),
    };
}
