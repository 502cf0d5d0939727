using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Rpc.Enrolment;

namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>Enrolment: a code serves once, whatever dies, and a cabinet's pepper never changes.</summary>
internal static class Machines
{
    private const string Serial = "S-1";

    private static readonly PeerIdentity Identity = new PeerIdentity.Cabinet(SmallWorld.CabinetId);

    private static readonly Lazy<CertificateAuthority> Authority = new(() => CertificateAuthority.Open(
        Directory.CreateTempSubdirectory("crash-points-").FullName, new DateTimeOffset(2026, 10, 2, 0, 0, 0, TimeSpan.Zero)));

    private static readonly Lazy<byte[]> Request = new(() =>
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=any", key, HashAlgorithmName.SHA256).CreateSigningRequest();
    });

    public static void Enrol(SmallWorld world)
    {
        world.Told("a new code serves", server => Serves(world, server));
        using EnrolmentDesk desk = Desk(world, world.Server);
        string code = SmallServer.Now(desk.MakeCode(Identity, Serial))!;
        world.Point("the code is shown");
        Assert.IsType<EnrolOutcome.Enrolled>(SmallServer.Now(desk.Enrol(code, Serial, Request.Value)));
        world.Told("the code is spent", server => !Serves(world, server, code));
        world.Point("the certificate is issued");
    }

    private static bool Serves(SmallWorld world, SmallServer server, string? code = null)
    {
        using EnrolmentDesk desk = Desk(world, server);
        code ??= SmallServer.Now(desk.MakeCode(Identity, Serial))!;
        return SmallServer.Now(desk.Enrol(code, Serial, Request.Value)) is EnrolOutcome.Enrolled { Pepper: var pepper }
            && pepper.SequenceEqual(SmallWorld.Pepper);
    }

    private static EnrolmentDesk Desk(SmallWorld world, SmallServer server) =>
        new(server.Ledger, Authority.Value, world.Time, NullLogger<EnrolmentDesk>.Instance);
}
