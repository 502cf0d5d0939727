using System.Net;

namespace SmartLocker.Firmware.Agent.Kiosk;

/// <summary>Lets in this cabinet's own pages and programs on this machine, and no page of anybody else's.</summary>
/// <remarks>
/// The listener is on loopback. A browser names the page that asks (Origin), which must be ours; a program names none.
/// The host must be loopback by name too, else a foreign name that resolves to this machine would pass as ours.
/// </remarks>
public static class LocalOnly
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'";

    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        if (IsOurs(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsOurs(HttpRequest request)
    {
        string host = request.Host.Host.Trim('[', ']');
        bool loopback = host == "localhost"
            || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
        string? origin = request.Headers.Origin;
        return loopback && (origin is null || origin == $"{request.Scheme}://{request.Host}");
    }
}
