namespace SmartLocker.Server.Web;

/// <summary>Addresses that came from outside and that a browser is sent to: ours only.</summary>
internal static class LocalAddress
{
    /// <summary>"//host" and "/\host" are other sites to a browser.</summary>
    public static string Or(string? address, string otherwise) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : otherwise;
}
