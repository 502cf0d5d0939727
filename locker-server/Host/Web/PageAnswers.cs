using Microsoft.AspNetCore.Http.HttpResults;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Web;

/// <summary>What surrounds every page: the headers, and a page for what went wrong before or in a handler.</summary>
internal static class PageAnswers
{
    public static void UsePageAnswers(this IApplicationBuilder pages)
    {
        pages.Use((context, next) =>
        {
            context.Response.OnStarting(() => Dress(context));
            return next(context);
        });
        pages.UseExceptionHandler(failed => failed.Run(AnswerBug));
        pages.UseStatusCodePages(bare => AnswerBare(bare.HttpContext));
    }

    private static Task Dress(HttpContext context)
    {
        // A file of ours has said already how long it may be kept.
        string? keep = context.Response.Headers.CacheControl;
        SecurityHeaders.Put(context);
        if (keep?.StartsWith("public", StringComparison.Ordinal) == true) { context.Response.Headers.CacheControl = keep; }
        return Task.CompletedTask;
    }

    /// <summary>The framework logs the exception with this identifier; the reader gets the identifier alone.</summary>
    private static Task AnswerBug(HttpContext context)
    {
        ProblemKind kind = context.Response.StatusCode == StatusCodes.Status413PayloadTooLarge ? ProblemKind.TooLarge
            : ProblemKind.Bug;
        return Send(context, Problem.Page(kind, kind == ProblemKind.Bug ? context.TraceIdentifier : null));
    }

    private static Task AnswerBare(HttpContext context) => context.Response.StatusCode switch
    {
        // A page asked for where only machines are answered is no page either.
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed =>
            Send(context, Problem.Page(ProblemKind.NotFound)),
        StatusCodes.Status403Forbidden => Send(context, Problem.Page(ProblemKind.NotAllowed)),
        StatusCodes.Status400BadRequest => Send(context, Problem.Page(ProblemKind.BadForm)),
        StatusCodes.Status413PayloadTooLarge => Send(context, Problem.Page(ProblemKind.TooLarge)),
        _ => Task.CompletedTask,
    };

    private static Task Send(HttpContext context, RazorComponentResult<ProblemPage> page) => page.ExecuteAsync(context);
}
