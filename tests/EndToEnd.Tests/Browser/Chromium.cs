using Microsoft.Playwright;

namespace SmartLocker.EndToEnd.Tests.Browser;

/// <summary>The system's Chromium, or a skipped test where there is none.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private static readonly string[] Options =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program)) { return; }

        _playwright = await Playwright.CreateAsync();
        _browser =
            await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Options });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) { await _browser.DisposeAsync(); }
        _playwright?.Dispose();
    }

    /// <summary>A window of its own, with what the page complained about.</summary>
    public async Task<Window> Open(Uri server, BrowserNewContextOptions? options = null)
    {
        if (_browser is null) { Assert.Skip($"chromium is missing at {Program}"); }

        options ??= new BrowserNewContextOptions();
        options.BaseURL = server.ToString();
        IBrowserContext context = await _browser!.NewContextAsync(options);
        return new Window(context, await context.NewPageAsync());
    }
}
