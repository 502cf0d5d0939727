using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Web;

/// <summary>Who looks at a page, in which language and when: all that a page may know besides its view.</summary>
/// <param name="Person">Nobody before the sign-in.</param>
/// <param name="Path">The address of this page with its query, for coming back to it.</param>
/// <param name="FormToken">What every form sends along, so that no other site can send it.</param>
public sealed record Viewer(Language Language, Person? Person, DateTimeOffset Now, string Path, string FormToken)
{
    public string Say(string chinese, string english) => Language == Language.Chinese ? chinese : english;

    public bool Is(Role role) => Person?.Roles.Contains(role) == true;
}
