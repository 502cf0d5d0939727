using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Web.Layout;

/// <summary>Answers that say what happened, what was kept and what to do.</summary>
internal static class Problem
{
    public static RazorComponentResult<ProblemPage> Page(ProblemKind kind, string? incident = null) =>
        new(new { Kind = kind, Incident = incident }) { StatusCode = Status(kind) };

    public static int Status(ProblemKind kind) => kind switch
    {
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.NotAllowed => StatusCodes.Status403Forbidden,
        ProblemKind.StaleForm or ProblemKind.BadForm => StatusCodes.Status400BadRequest,
        ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status500InternalServerError,
    };

    public static string Code(ProblemKind kind) => $"W-{Status(kind)}-{(int)kind}";

    public static Phrase Happened(ProblemKind kind) => kind switch
    {
        ProblemKind.NotFound => new("這裡沒有這個頁面或這筆資料。", "There is no such page or record here."),
        ProblemKind.NotAllowed => new("您的身分不能使用這個功能。", "Your role does not include this."),
        ProblemKind.StaleForm => new("這個表單已經過期，或不是由本系統的頁面送出。", "This form has expired or was not sent from one of our pages."),
        ProblemKind.BadForm => new("表單缺少必要的欄位，或內容無法解讀。", "The form lacks something or could not be read."),
        ProblemKind.TooLarge => new("送出的檔案太大。", "What was sent is too large."),
        ProblemKind.Conflict => new("資料剛被其他人更改。", "Somebody else has just changed this."),
        _ => new("系統發生錯誤，我們已留下紀錄。", "Something went wrong on our side; it has been recorded."),
    };

    public static Phrase Kept(ProblemKind kind) => kind switch
    {
        ProblemKind.NotFound or ProblemKind.NotAllowed => new("沒有任何資料被更改。", "Nothing was changed."),
        ProblemKind.TooLarge =>
            new("這一批檔案都沒有收下；先前收下的都還在。", "None of these files was taken in; what was taken in before is still there."),
        ProblemKind.Bug => new("已完成的步驟都有保存；請查看該筆資料的現況。", "Completed steps are saved; look at the record to see where it stands."),
        _ => new("這次送出沒有更改任何資料，原有的資料都在。", "This attempt changed nothing; what was there before is still there."),
    };

    public static Phrase Do(ProblemKind kind) => kind switch
    {
        ProblemKind.NotFound => new("請核對編號，或由清單進入。", "Check the number, or start from a list."),
        ProblemKind.NotAllowed => new("需要這項權限時，請洽管理者。", "Ask an administrator if you need it."),
        ProblemKind.StaleForm => new("請回到上一頁、重新整理後再送出一次。", "Go back, reload the page and send it again."),
        ProblemKind.BadForm => new("請回到上一頁，補齊後再送出。", "Go back, complete it and send it again."),
        ProblemKind.TooLarge => new("請分成幾批，每批 64 MiB 以內。", "Send it in parts of at most 64 MiB."),
        ProblemKind.Conflict => new("請重新整理，確認現況後再試一次。", "Reload, look at what changed and try again."),
        _ => new("請稍後再試；若持續發生，請將代碼告訴管理者。", "Try again later; if it stays, tell an administrator the code."),
    };
}
