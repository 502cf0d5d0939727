using Microsoft.Playwright;

namespace SmartLocker.EndToEnd.Tests.Browser;

/// <summary>One person's window.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public Window(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") { _complaints.Add($"{message.Text} {message.Location}"); }
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What the browser refused or a script threw: a strict policy shows here what it caught.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>For the eyes of whoever changes the pages; in the test's output alone.</summary>
    public Task Picture(string name) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(AppContext.BaseDirectory, "pictures", $"{name}.png"),
        FullPage = true,
    });

    public ValueTask DisposeAsync() => new(_context.CloseAsync());
}
