using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace SmartLocker.Firmware.Agent.Kiosk;

/// <summary>The small web server on loopback: the kiosk's page and socket and, on a virtual board, the board's page.</summary>
public static class KioskServer
{
    private const int BodyMax = 8 * 1024;

    /// <summary>
    /// Nothing from the surroundings: no settings files, no environment, no arguments decide here, and none is
    /// loaded.
    /// </summary>
    public static WebApplicationBuilder Builder(int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyMax;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        return builder;
    }

    public static void MapKiosk(this WebApplication app, KioskSocket socket)
    {
        app.Use(next => context => LocalOnly.CheckAsync(context, next));
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30) });
        app.MapGet("/", (RequestDelegate)(context => KioskFiles.SendAsync(context, "index.html")));
        app.MapGet("/kiosk/socket", (RequestDelegate)socket.ServeAsync);
        app.MapGet("/kiosk/{file}",
            (RequestDelegate)(context => KioskFiles.SendAsync(context, (string)context.Request.RouteValues["file"]!)));
    }

    /// <summary>Where it listens; known once it has started.</summary>
    public static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
}
