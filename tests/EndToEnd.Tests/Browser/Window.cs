using Microsoft.Playwright;

namespace SmartLocker.EndToEnd.Tests.Browser;

/// <summary>One person's window.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public Window(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") { Complaints.Add(message.Text); }
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What the browser refused or a script threw: a strict policy shows here what it caught.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>For the eyes of whoever changes the pages; in the test's output alone.</summary>
    public Task Picture(string name) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(AppContext.BaseDirectory, "pictures", $"{name}.png"),
        FullPage = true,
    });

    public ValueTask DisposeAsync() => new(_context.CloseAsync());
}
