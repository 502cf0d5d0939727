using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Web.Layout;

/// <summary>Which pages stand in the main menu of whom.</summary>
internal static class Navigation
{
    public static IEnumerable<(string Address, string Name)> For(Viewer viewer)
    {
        if (viewer.Is(Role.Clerk)) { yield return ("/out", viewer.Say("寄件", "Out")); }
        if (viewer.Is(Role.Clerk) || viewer.Is(Role.Courier))
        {
            yield return ("/in", viewer.Say("收件", "In"));
            yield return ("/search", viewer.Say("查詢", "Search"));
        }

        if (viewer.Is(Role.Administrator))
        {
            yield return ("/admin", viewer.Say("待處理", "Attention"));
            yield return ("/admin/cabinets", viewer.Say("櫃體", "Cabinets"));
            yield return ("/admin/agencies", viewer.Say("機關", "Agencies"));
            yield return ("/admin/people", viewer.Say("人員", "People"));
            if (!viewer.Is(Role.Clerk) && !viewer.Is(Role.Courier)) { yield return ("/search", viewer.Say("查詢", "Search")); }
        }
    }

    /// <summary>The first page after the sign-in.</summary>
    public static string Home(Viewer viewer) => For(viewer).Select(entry => entry.Address).FirstOrDefault("/sign-in");

    /// <summary>The entry under which a page belongs: its address begins the page's, up to a whole segment.</summary>
    public static bool IsHere(string path, string address)
    {
        string page = path.Split('?')[0];
        return page == address || (address != "/admin" && page.StartsWith(address + "/", StringComparison.Ordinal));
    }
}
