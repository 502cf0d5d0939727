using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.CabinetPages;
using SmartLocker.Server.Features.CabinetPages.Machines;
using SmartLocker.Server.Features.Incoming;
using SmartLocker.Server.Features.OrganisationPages;
using SmartLocker.Server.Features.Outgoing;
using SmartLocker.Server.Features.PacketPages;
using SmartLocker.Server.Features.Search;
using SmartLocker.Server.Features.Upload;

namespace SmartLocker.Server.Web;

/// <summary>Every page, by feature. All of them pass <see cref="PageGate"/>.</summary>
internal static class PageRoutes
{
    public static void Map(RouteGroupBuilder pages)
    {
        AccountRoutes.Map(pages);
        OutgoingRoutes.Map(pages);
        UploadRoutes.Map(pages);
        UnresolvedRoutes.Map(pages);
        IncomingRoutes.Map(pages);
        PacketRoutes.Map(pages);
        SearchRoutes.Map(pages);
        CabinetRoutes.Map(pages);
        EnrolRoutes.Map(pages);
        PeopleRoutes.Map(pages);
        AgencyRoutes.Map(pages);
    }
}
