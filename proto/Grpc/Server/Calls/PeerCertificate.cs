using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Core;

namespace Grpc.Server.Calls;

/// <summary>A client certificate as gRPC's properties, under the names that C core gave them.</summary>
internal static class PeerCertificate
{
    private const string CommonName = "x509_common_name";
    private const string AlternativeName = "x509_subject_alternative_name";

    public static AuthContext Describe(X509Certificate2? certificate)
    {
        Dictionary<string, List<AuthProperty>> properties = new(StringComparer.Ordinal);
        if (certificate is null)
        {
            return new AuthContext(null, properties);
        }

        List<AuthProperty> names = [.. certificate.Extensions
            .OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames())
            .Select(name => Property(AlternativeName, name))];
        if (names.Count > 0)
        {
            properties[AlternativeName] = names;
        }

        properties[CommonName] = [Property(CommonName, certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false))];
        return new AuthContext(names.Count > 0 ? AlternativeName : CommonName, properties);
    }

    private static AuthProperty Property(string name, string value) =>
        AuthProperty.Create(name, Encoding.UTF8.GetBytes(value));
}
