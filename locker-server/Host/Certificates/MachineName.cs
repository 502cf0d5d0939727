using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace SmartLocker.Server.Certificates;

/// <summary>The subject of a machine's certificate: its name for people, and its generation for the gate (CL-74).</summary>
internal static class MachineName
{
    private const string OrganisationalUnit = "2.5.4.11";
    private const string Mark = "generation ";

    /// <summary>The first generation is not written: most machines are never denied.</summary>
    public static X500DistinguishedName Of(Peer peer)
    {
        X500DistinguishedNameBuilder name = new();
        name.AddCommonName(peer.Identity.Name);
        if (peer.Generation > 0)
        {
            name.AddOrganizationalUnitName(Mark + peer.Generation.ToString(CultureInfo.InvariantCulture));
        }

        return name.Build();
    }

    /// <returns>Nothing when it says something that we never wrote.</returns>
    public static long? Generation(X500DistinguishedName name)
    {
        string[] units =
        [
            .. name.EnumerateRelativeDistinguishedNames()
                .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == OrganisationalUnit)
                .Select(part => part.GetSingleElementValue() ?? ""),
        ];
        return units switch
        {
            [] => 0,
            [string only] when only.StartsWith(Mark, StringComparison.Ordinal)
                && long.TryParse(only[Mark.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out long known) => known,
            _ => null,
        };
    }
}
