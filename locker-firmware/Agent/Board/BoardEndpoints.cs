using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using SmartLocker.Firmware.Hardware.Simulated;

namespace SmartLocker.Firmware.Agent.Board;

/// <summary>The virtual board's page and what it posts: doors, faults, and what the scanner reads.</summary>
/// <remarks>Only mapped on a virtual board. A form gets the page again, a program gets JSON.</remarks>
public sealed class BoardEndpoints(VirtualBoard board, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    public void Map(WebApplication app)
    {
        app.MapGet("/board", (RequestDelegate)(context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(BoardPage.Render(board.Doors()));
        }));
        app.MapGet("/board/state", (RequestDelegate)(context =>
            JsonAsync(context, board.Doors().Select(BoardDoor.Of), BoardJson.Default.IEnumerableBoardDoor)));
        app.MapGet("/board/wait", (RequestDelegate)WaitAsync);
        app.MapPost("/board/scan", (RequestDelegate)ScanAsync);
        app.MapPost("/board/doors/{number:int}/shut", (RequestDelegate)(context => ActAsync(context, board.PushShut)));
        app.MapPost("/board/doors/{number:int}/open", (RequestDelegate)(context => ActAsync(context, board.Pull)));
        app.MapPost("/board/doors/{number:int}/force", (RequestDelegate)(context => ActAsync(context, board.Force)));
        app.MapPost("/board/faults/{number:int}", (RequestDelegate)MisbehaveAsync);
    }

    private async Task ScanAsync(HttpContext context)
    {
        BoardForm form = await BoardForm.ReadAsync(context.Request);
        if (form["text"] is not { Length: > 0 } text || !board.Scanner.TryScan(text))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await AnswerAsync(context, new BoardScan(text), BoardJson.Default.BoardScan);
    }

    private async Task MisbehaveAsync(HttpContext context)
    {
        BoardForm form = await BoardForm.ReadAsync(context.Request);
        if (!Enum.TryParse(form["misbehaviour"], out DoorMisbehaviour misbehaviour) || !Enum.IsDefined(misbehaviour))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await ActAsync(context, number => board.Misbehave(number, misbehaviour, form["on"] is not "false"));
    }

    /// <summary>Answers when the door is shut or open as asked, or with 408 after the given time.</summary>
    private async Task WaitAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        bool asked = Number(query["door"], out int door) & bool.TryParse(query["shut"], out bool shut);
        if (!asked || Known(door) is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        TimeSpan wait = Number(query["seconds"], out int seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, WaitMax.TotalSeconds)) : WaitMax;
        long startedAt = time.GetTimestamp();
        while (board.Door(door).IsShut != shut && time.GetElapsedTime(startedAt) < wait)
        {
            await Task.Delay(LookEvery, time, context.RequestAborted);
        }

        VirtualDoorState state = board.Door(door);
        context.Response.StatusCode = state.IsShut == shut ? StatusCodes.Status200OK : StatusCodes.Status408RequestTimeout;
        await JsonAsync(context, BoardDoor.Of(state), BoardJson.Default.BoardDoor);
    }

    private async Task ActAsync(HttpContext context, Func<int, VirtualDoorState> act)
    {
        if (!Number((string?)context.Request.RouteValues["number"], out int door) || Known(door) is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await AnswerAsync(context, BoardDoor.Of(act(door)), BoardJson.Default.BoardDoor);
    }

    private static async Task AnswerAsync<T>(HttpContext context, T answer, JsonTypeInfo<T> form)
    {
        if (context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = "/board";
            return;
        }

        await JsonAsync(context, answer, form);
    }

    private static Task JsonAsync<T>(HttpContext context, T answer, JsonTypeInfo<T> form) =>
        context.Response.WriteAsJsonAsync(answer, form, cancellationToken: context.RequestAborted);

    private VirtualDoorState? Known(int door) => board.Doors().FirstOrDefault(each => each.Compartment == door);

    private static bool Number(string? text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
