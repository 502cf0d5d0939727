using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;
using SmartLocker.Server.Storage.Sqlite;

namespace SmartLocker.Benchmarks.Streams;

/// <summary>A data folder with many cabinets on record, and a certificate for each, made before anything is measured.</summary>
/// <remarks>One key serves all certificates: what a handshake costs does not depend on whose key it is.</remarks>
internal static class StreamsCity
{
    public const string Model = "SDL-24-CH";

    private const string KeyFile = "bench-key.pem";
    private const string CertificatesFile = "bench-certificates.pem";
    private const int AtOnce = 500;

    public static CabinetId Cabinet(int number) => CabinetId.Parse("C" + number.ToString("D5", CultureInfo.InvariantCulture));

    public static async Task Found(string folder, int count)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        SecretFile.CreateFolder(folder);
        using CertificateAuthority authority = CertificateAuthority.Open(folder, now);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest asked = new("CN=bench", key, HashAlgorithmName.SHA256);
        if (!MachineRequest.TryParse(asked.CreateSigningRequest(), out MachineRequest? request, out string? problem))
        {
            throw new InvalidOperationException(problem);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, KeyFile), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllLinesAsync(
            Path.Combine(folder, CertificatesFile),
            Enumerable.Range(1, count).Select(number => Convert.ToBase64String(
                authority.IssueMachine(new Peer(new PeerIdentity.Cabinet(Cabinet(number)), 0), request, now).Chain[0].AsSpan())));

        using SqliteLedger ledger = new($"Data Source={Path.Combine(folder, "ledger.db")}");
        foreach (int[] some in Enumerable.Range(1, count).Chunk(AtOnce))
        {
            await ledger.Commit(
                new Commit
                {
                    Changes = [.. some.SelectMany(number => Change.Of(
                        (Stored<Cabinet>?)null,
                        [
                            new(now, Actor.Server, new CabinetEvent.Registered(
                                Cabinet(number), Model, 1, new CabinetSettings { DisplayName = $"第 {number} 櫃" })),
                        ])),
                    ],
                },
                now);
            foreach (int number in some)
            {
                await ledger.Vault.KeepSecret(
                    CabinetRegistry.PepperKind, Cabinet(number).Value,
                    RandomNumberGenerator.GetBytes(CabinetRegistry.PepperBytes));
            }
        }
    }

    public static X509Certificate2Collection Roots(string folder) =>
        [X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, "authority", "ca.pem"))];

    public static ImmutableArray<X509Certificate2> Certificates(string folder)
    {
        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(folder, KeyFile)));
        return [.. File.ReadLines(Path.Combine(folder, CertificatesFile)).Select(line =>
        {
            using X509Certificate2 plain = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(line));
            return plain.CopyWithPrivateKey(key);
        }),
        ];
    }
}
