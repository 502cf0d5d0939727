using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SmartLocker.Server.Web.Words;

/// <summary>
/// What a cabinet or the record adds to a fault or a question, in the reader's language. The record keeps the machine's own
/// words; what is not listed here is shown as it is.
/// </summary>
public static partial class DetailWords
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["too many wrong PINs within an hour"] = "一小時內登入失敗次數過多",
        ["what is kept beside the journal was damaged"] = "紀錄以外保存的資料已損壞",
        ["a one-time code with a false signature"] = "取件碼簽章不符",
        ["orders over the limit"] = "遠端開門指令超過上限",
        ["the time is not known"] = "時間尚未確認",
        ["called at the screen"] = "由櫃前螢幕求助",
        ["Deposit interrupted"] = "投件中斷",
        ["Pickup interrupted"] = "取件中斷",
        ["Operator interrupted"] = "遠端開門中斷",
        ["left open during a pickup"] = "取件時門未關上即離開",
        ["left open during a deposit"] = "投件時門未關上即離開",
        ["opened by order while occupied"] = "格內有件時遠端開門",
        ["opened while nobody served it"] = "無人操作時門被打開",
        ["the server does not take this journal's entries"] = "伺服器不接受這份紀錄",
        ["the journal is quarantined"] = "伺服器不接受這部機櫃的紀錄，格內物品須逐格核對",
        ["appends failed"] = "紀錄無法寫入",
        ["no answer"] = "沒有回應",
        ["no stream to the server"] = "與伺服器沒有連線",
        ["hook reads latched, door reads open"] = "鎖勾顯示鎖上，門卻顯示開著",
        ["no valid reading"] = "感測器讀不到有效數值",
        ["no current in the pulse"] = "開鎖時沒有電流",
        ["too much current in the pulse"] = "開鎖時電流過大",
        ["current after the pulse"] = "開鎖後仍有電流",
        ["hook let go without a pulse"] = "未下令而鎖勾鬆開",
        ["opened without a release"] = "未下令而門被打開",
        ["let go while another lock was pulsed"] = "開別格時本格鎖勾鬆開",
        ["opened while another lock was pulsed"] = "開別格時本格門打開",
        ["found unlatched"] = "啟動時鎖勾未鎖上",
        ["found latched and open"] = "啟動時鎖勾鎖上而門開著",
        ["hook latched, door open"] = "鎖勾鎖上而門開著",
        ["hook let go late"] = "鎖勾延遲鬆開",
        ["shut, hook not latched"] = "門已關，鎖勾未鎖上",
        ["hook released, door not opened"] = "鎖勾已鬆開，門沒有打開",
        ["not shut in time"] = "逾時未關門",
        ["release without a result"] = "下令開門後沒有結果",
    }.ToFrozenDictionary();

    public static Phrase Of(string detail) => new(Chinese(detail), detail);

    private static string Chinese(string detail) =>
        Known.TryGetValue(detail, out string? chinese) ? chinese
        : Interrupted().Match(detail) is { Success: true } interrupted ? $"{interrupted.Groups[1]} 投件中斷"
        : Ended().Match(detail) is { Success: true } ended ? $"已於 {ended.Groups[1]} 到期"
        : Filled().Match(detail) is { Success: true } filled ? $"已用 {filled.Groups[1]}%"
        : Replaced().Match(detail) is { Success: true } replaced ? $"已改採紀錄 {replaced.Groups[1]}"
        : Unreadable().Match(detail) is { Success: true } unreadable ? $"第 {unreadable.Groups[1]} 筆紀錄無法判讀"
        : Unknown().Match(detail) is { Success: true } unknown ? $"未登錄的文件包 {unknown.Groups[1]}"
        : Together().Match(detail) is { Success: true } together ? $"{together.Groups[1]} 與不應同格的文件包同格"
        : Jammed().Match(detail) is { Success: true } jammed ? $"開鎖 {jammed.Groups[1]} 次，鎖勾仍未鬆開"
        : Door().Match(detail) is { Success: true } door ? $"{door.Groups[1]} 第 {door.Groups[2]} 格"
        : detail;

    [GeneratedRegex(@"^interrupted deposit of (\S+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Interrupted();

    [GeneratedRegex(@"^ended at (\S+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Ended();

    [GeneratedRegex(@"^(\d+) % used$", RegexOptions.CultureInvariant)]
    private static partial Regex Filled();

    [GeneratedRegex(@"^journal replaced by (\S+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Replaced();

    [GeneratedRegex(@"^unreadable entry (\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Unreadable();

    [GeneratedRegex(@"^unknown packet (\S+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Unknown();

    [GeneratedRegex(@"^(\S+) lies with a packet it must not lie with$", RegexOptions.CultureInvariant)]
    private static partial Regex Together();

    [GeneratedRegex(@"^hook still latched after (\d+) pulses$", RegexOptions.CultureInvariant)]
    private static partial Regex Jammed();

    [GeneratedRegex(@"^([A-Z0-9-]+) (\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Door();
}
