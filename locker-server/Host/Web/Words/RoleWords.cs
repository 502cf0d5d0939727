using SmartLocker.Server.Core.Access;

namespace SmartLocker.Server.Web.Words;

/// <summary>The words for what a person is trusted with.</summary>
public static class RoleWords
{
    public static Phrase Of(Role role) => role switch
    {
        Role.Clerk => new("收發人員", "registry clerk"),
        Role.Courier => new("傳遞人員", "courier"),
        _ => new("管理者", "administrator"),
    };
}
