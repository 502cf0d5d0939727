using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.CabinetPages;

/// <summary>What became of an order to a cabinet, as its page tells it.</summary>
/// <param name="Code">Short and stable; it stands in the address after the order, so that a reload repeats no order.</param>
public sealed record OrderWord(string Code, string Tone, Phrase Text)
{
    public static OrderWord Asked { get; } = new("O-asked", "warn", new(
        "該格有件或內容不明：待另一位管理者同意。", "Something is, or may be, inside: another administrator must approve."));

    public static OrderWord Gone { get; } =
        new("O-gone", "warn", new("這個請求已逾時、已處理，或須由另一位管理者同意。", "This request is over, done, or needs another administrator."));

    public static OrderWord Saved { get; } =
        new("O-saved", "good", new("已儲存；櫃體連線後即生效。", "Saved; in force as soon as the cabinet has it."));

    public static OrderWord Refused { get; } =
        new("O-refused", "bad", new("沒有更改：權限不足、格號不存在或缺少原因。", "Nothing was changed: no right, no such door, or no reason."));

    public static OrderWord Found { get; } = new("O-found", "good", new(
        "格內物品已登錄；櫃體連線後即依此更新。若仍顯示「內容不明」，表示之後又有變動，請再查看一次。",
        "What lies inside is on record; the cabinet takes it over. Where it still doubts, something changed since: look again."));

    public static OrderWord Taken { get; } = new("O-taken", "good", new("已由您負責。", "It is yours now."));

    public static OrderWord Settled { get; } = new("O-settled", "good", new(
        "已結案；若仍不符，會再次列出。", "Settled; what does not fit still is listed again."));

    public static OrderWord JournalTaken { get; } = new("O-journal", "good", new(
        "已採用新的紀錄；有件的格須逐格查看並登錄。", "The new journal is taken; look into every door that holds something."));

    public static OrderWord JournalRefused { get; } = new("O-journal-refused", "bad", new(
        "沒有採用：櫃體未隔離，或這份紀錄已損壞。", "Not taken: the cabinet is not quarantined, or this very journal is broken."));

    public static OrderWord LetterSettled { get; } = new("O-letter", "good", new(
        "已結案並留存紀錄；存疑的格仍須開門查看。", "Settled, on record; doors in doubt are still to be looked into."));

    public static OrderWord Denied { get; } = new("O-denied", "good", new(
        "已停止信任這座櫃的控制器：連線已中斷，原有憑證與開通碼一律作廢。",
        "The controller is denied: its connection has ended, and its certificates and codes are worthless."));

    public static OrderWord MachineRefused { get; } = new("O-machine-refused", "bad", new(
        "沒有更改：權限不足、缺少原因，或控制器的狀態已改變。", "Nothing was changed: no right, no reason, or it stands otherwise by now."));

    private static readonly OrderWord Offline =
        new("O-offline", "bad", new("櫃體離線：沒有送出任何指令。請派人到場。", "The cabinet is away: nothing was sent. Send somebody."));

    private static readonly OrderWord NoAnswer = new("O-no-answer", "bad", new(
        "已送出但沒有回應：門是否開過，待櫃體恢復連線後查看紀錄。請勿直接重試。",
        "Sent, no answer: whether the door opened is known when the cabinet reports. Do not simply repeat it."));

    private static readonly OrderWord Forbidden = new("O-forbidden", "bad", new(
        "沒有送出：須有原因，有件的格須另一位管理者同意。", "Not sent: it needs a reason, and a second administrator where something is inside."));

    private static readonly OrderWord Identified =
        new("O-identified", "good", new("櫃體已亮燈鳴響。", "The cabinet blinked and beeped."));

    private static readonly OrderWord[] All =
    [
        Asked, Gone, Saved, Refused, Found, JournalTaken, JournalRefused, LetterSettled, Denied, MachineRefused,
        Taken, Settled,
        Offline, NoAnswer, Forbidden, Identified,
        .. Enum.GetValues<ReleaseResult>().Select(Of), .. Enum.GetValues<CommandRefusal>().Select(Of),
    ];

    public static OrderWord? Find(string? code) => All.FirstOrDefault(word => word.Code == code);

    public static OrderWord Of(OrderOutcome outcome) => outcome switch
    {
        OrderOutcome.Offline => Offline,
        OrderOutcome.Forbidden => Forbidden,
        OrderOutcome.Identified => Identified,
        OrderOutcome.Ended ended => Of(ended.Result),
        OrderOutcome.Refused refused => Of(refused.Reason),
        _ => NoAnswer,
    };

    private static OrderWord Of(ReleaseResult result) => result switch
    {
        ReleaseResult.Opened => new("O-opened", "good", new("門已開（感測確認）。", "The door is open, as its sensor says.")),
        ReleaseResult.AlreadyOpen => new("O-already-open", "good", new("門原本就開著。", "The door was open already.")),
        ReleaseResult.ReleasedNotOpened => new("O-released", "warn", new("已解鎖，但沒有人開門。", "Released, but nobody opened it.")),
        ReleaseResult.Jammed => new("O-jammed", "bad", new("門卡住，沒有開；請派人到場。", "The door is jammed; send somebody.")),
        _ => new($"O-result-{(int)result}", "bad",
            new("門沒有開；請查看故障與紀錄。", "The door did not open; look at its faults and record.")),
    };

    private static OrderWord Of(CommandRefusal reason) => reason switch
    {
        CommandRefusal.Limit => new("O-limit", "bad", new(
            "櫃體拒絕：已達遠端開門的次數上限，須到場處理。", "Refused by the cabinet: its limit for openings from afar is reached.")),
        CommandRefusal.Blocked => new("O-blocked", "bad", new(
            "櫃體已停止遠端開門，須由維護人員到場恢復。", "The cabinet opens nothing from afar until somebody allows it there.")),
        CommandRefusal.Busy => new("O-busy", "warn", new("櫃體有人正在使用；請稍後再試。", "Somebody uses the cabinet; try again shortly.")),
        CommandRefusal.OutOfService => new("O-out-of-service", "bad", new("該格停用，櫃體拒絕開門。", "The door is out of service.")),
        _ => new($"O-refusal-{(int)reason}", "bad",
            new("櫃體拒絕了這個指令，門沒有開。", "The cabinet refused the order; the door did not open.")),
    };
}
