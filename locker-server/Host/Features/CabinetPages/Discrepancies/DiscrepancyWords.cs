using System.Diagnostics;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Web;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.CabinetPages.Discrepancies;

/// <summary>What does not fit, in words: what, where, and what its owner does about it.</summary>
internal static class DiscrepancyWords
{
    public static Phrase What(DiscrepancyKind kind) => kind switch
    {
        DiscrepancyKind.NotInCompartment => new("封套應在格內，櫃體紀錄沒有", "A packet should lie here; the cabinet does not say so"),
        DiscrepancyKind.NotOnPacketsRecord => new("格內封套的紀錄在別處", "A packet lies here; its record says elsewhere"),

        // not which of them must lie alone, for that may be its secrecy.
        DiscrepancyKind.MustLieAlone => new("不應同格的封套在同一格", "Packets lie together that should not"),
        DiscrepancyKind.NotCollectedHere => new("受文機關不在這座櫃取件", "Its receiver does not collect here"),
        DiscrepancyKind.DoorOpen => new("門開著太久", "A door stands open too long"),
        DiscrepancyKind.PromiseForgotten => new("已配格但沒有下文", "A door was promised and nothing came of it"),
        DiscrepancyKind.CabinetSilent => new("櫃體沒有音訊", "Nothing is heard of the cabinet"),
        DiscrepancyKind.JournalLate => new("櫃體紀錄沒有送達", "The cabinet's entries do not come"),
        DiscrepancyKind.JournalDoubted => new("一再有人以這座櫃體的名義帶著別的紀錄連線",
            "Somebody calls in its name with another journal, again and again"),
        DiscrepancyKind.CodeNotGiven => new("使用了未發出、已用過或不相符的取件碼", "A one-time code was used that was not given for this"),
        _ => throw new UnreachableException(kind.ToString()),
    };

    public static Phrase Do(DiscrepancyKind kind) => kind switch
    {
        DiscrepancyKind.NotInCompartment or DiscrepancyKind.NotOnPacketsRecord =>
            new("派人開門查看並登錄結果，再結案。", "Have it opened and what lies inside put on record; then settle this."),
        DiscrepancyKind.MustLieAlone => new("派人取出並分開放置，再結案。", "Have them taken apart; then settle this."),
        DiscrepancyKind.NotCollectedHere => new("請寄件或受文機關決定由誰取走。", "Sender and receiver decide who takes it away."),
        DiscrepancyKind.DoorOpen => new("派人查看並關門。", "Send somebody to look and shut it."),
        DiscrepancyKind.PromiseForgotten => new("詢問這位投遞人封套在哪裡。", "Ask the courier where the packet is."),
        DiscrepancyKind.CabinetSilent => new("查網路與電源；櫃體仍可收取件。", "Check its network and power; it goes on working by itself."),
        DiscrepancyKind.JournalLate => new("查看伺服器與櫃體的紀錄。", "Look at the logs of server and cabinet."),
        DiscrepancyKind.JournalDoubted => new("可能有人複製了控制器：到櫃體查看，必要時停用控制器後重新登錄，再結案。",
            "Its controller may be copied: look at the cabinet, deny the machine and enrol it anew if so; then settle this."),
        DiscrepancyKind.CodeNotGiven => new("確認封套在誰手上，查明櫃體後更換取件碼金鑰。",
            "Find the packet and look at the cabinet; then replace the key of the codes."),
        _ => throw new UnreachableException(kind.ToString()),
    };

    public static Phrase Where(Cabinet cabinet, Finding finding)
    {
        string packet = finding.Packet is { } id ? $" · {id}" : "";
        return finding.Compartment > 0
            ? new($"{cabinet.Id} 第 {finding.Compartment} 格{packet}", $"{cabinet.Id}, door {finding.Compartment}{packet}")
            : new($"{cabinet.Id}{packet}", $"{cabinet.Id}{packet}");
    }

    /// <summary>The person who took it; before that whose it is.</summary>
    public static Phrase Owner(Discrepancy open, Names names) =>
        open.TakenBy is { } person ? new(names.Of(person), names.Of(person))
        : open.Finding.Owner is { } agency ? new($"{names.Of(agency)}、管理者", $"{names.Of(agency)}, administrators")
        : new("管理者", "administrators");
}
