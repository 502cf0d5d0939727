using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace SmartLocker.Server.Certificates;

/// <summary>Who a machine is, by the certificate that our own authority gave it. No message says it again.</summary>
public abstract record PeerIdentity
{
    private const string CabinetPrefix = "urn:smartlocker:cabinet:";
    private const string SystemPrefix = "urn:smartlocker:system:";

    private PeerIdentity() { }

    public sealed record Cabinet(CabinetId Id) : PeerIdentity
    {
        public override string ToString() => CabinetPrefix + Id;
    }

    /// <summary>A document system, which speaks for one agency.</summary>
    public sealed record DocumentSystem(AgencyCode Agency) : PeerIdentity
    {
        public override string ToString() => SystemPrefix + Agency;
    }

    /// <summary>The name as a URI: what stands in the certificate's subject alternative name.</summary>
    public Uri ToUri() => new(ToString());

    /// <summary>The name without what kind it is, as the reply to an enrolment shows it.</summary>
    public string Name => this switch
    {
        Cabinet { Id: var id } => id.Value,
        DocumentSystem { Agency: var agency } => agency.Value,
        _ => throw new UnreachableException(ToString()),
    };

    /// <summary>Reads exactly what <see cref="ToUri"/> writes: no name has two spellings.</summary>
    public static bool TryParse(string? uri, [NotNullWhen(true)] out PeerIdentity? identity)
    {
        identity = uri switch
        {
            _ when After(uri, CabinetPrefix) is { } name && CabinetId.TryParse(name, out CabinetId id) => new Cabinet(id),
            _ when After(uri, SystemPrefix) is { } name && AgencyCode.TryParse(name, out AgencyCode of) => new DocumentSystem(of),
            _ => null,
        };

        if (identity?.ToString() != uri) { identity = null; }
        return identity is not null;
    }

    private static string? After(string? text, string prefix) =>
        text is not null && text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;
}
