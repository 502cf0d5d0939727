using SmartLocker.Server.Features.Accounts;

namespace SmartLocker.Server.Web;

/// <summary>Every page, by feature. All of them pass <see cref="PageGate"/>.</summary>
internal static class PageRoutes
{
    public static void Map(RouteGroupBuilder pages)
    {
        AccountRoutes.Map(pages);
    }
}
