using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Host.Tests.Certificates;
using SmartLocker.Server.Rpc.Enrolment;

namespace SmartLocker.Server.Host.Tests.Rpc;

/// <summary>CL-70 to CL-74 with the clock in hand.</summary>
public sealed class EnrolmentDeskTests : IAsyncLifetime
{
    private static readonly PeerIdentity Cabinet = new PeerIdentity.Cabinet(SessionRig.Cabinet);
    private static readonly PeerIdentity Annex = new PeerIdentity.Cabinet(CabinetId.Parse("ANNEX-1"));
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly TemporaryFolder _folder = new();
    private readonly SessionRig _rig = new();
    private readonly CertificateAuthority _authority;
    private readonly EnrolmentDesk _desk;
    private readonly CabinetRegistry _registry;
    private readonly byte[] _request;

    public EnrolmentDeskTests()
    {
        _authority = CertificateAuthority.Open(_folder.Path, _rig.Time.GetUtcNow());
        _desk = new EnrolmentDesk(_rig.Ledger, _authority, _rig.Time, NullLogger<EnrolmentDesk>.Instance);
        _registry = new CabinetRegistry(_rig.Ledger, _rig.Time);
        (ECDsa key, Google.Protobuf.ByteString request) = RpcRig.NewKey();
        key.Dispose();
        _request = request.ToByteArray();
    }

    public async ValueTask InitializeAsync() => await _rig.Register();

    public ValueTask DisposeAsync()
    {
        _desk.Dispose();
        _authority.Dispose();
        _rig.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task CL70_A_code_lives_a_quarter_of_an_hour_and_not_longer()
    {
        string inTime = await Code(Cabinet), late = await Code(Cabinet);
        _rig.Time.Advance(TimeSpan.FromMinutes(15) - Tick);
        Assert.IsType<EnrolOutcome.Enrolled>(await _desk.Enrol(inTime, "S-1", _request));
        _rig.Time.Advance(Tick);
        Assert.IsType<EnrolOutcome.Refused>(await _desk.Enrol(late, "S-1", _request));
    }

    [Fact]
    public async Task CL71_A_code_that_is_wrong_spent_or_for_another_serial_number_is_refused()
    {
        string code = await Code(Cabinet);
        Assert.IsType<EnrolOutcome.Refused>(await _desk.Enrol(EnrolmentCode.Draw(), "S-1", _request));
        Assert.IsType<EnrolOutcome.Enrolled>(await _desk.Enrol(code, " S-1 ", _request));
        Assert.IsType<EnrolOutcome.Refused>(await _desk.Enrol(code, "S-1", _request));

        foreach (string serial in new[] { "S-2", "s-1", "S-11", "" })
        {
            Assert.IsType<EnrolOutcome.Refused>(await _desk.Enrol(await Code(Cabinet), serial, _request));
        }
    }

    [Fact]
    public async Task CL71_Many_at_once_with_one_code_get_one_certificate()
    {
        string code = await Code(Cabinet);
        EnrolOutcome[] outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => _desk.Enrol(code, "S-1", _request))));
        Assert.Single(outcomes.OfType<EnrolOutcome.Enrolled>());
    }

    [Fact]
    public async Task CL72_The_pepper_is_the_cabinet_s_alone_and_stays()
    {
        string[] peppers = [await Pepper(Cabinet), await Pepper(Annex), await Pepper(Cabinet), await Pepper(Annex)];
        Assert.Equal(peppers[..2], peppers[2..]);
        Assert.NotEqual(peppers[0], peppers[1]);
    }

    [Fact]
    public async Task CL74_Nobody_makes_a_code_for_a_denied_machine_and_its_line_of_certificates_ends()
    {
        Peer before = new(Cabinet, 0);
        Assert.IsType<EnrolOutcome.Enrolled>(await _desk.Renew(before, _request));
        Assert.Null(await _registry.DenyMachine(SessionRig.Cabinet, RpcRig.Administrator, "失竊"));

        Assert.Null(await _desk.MakeCode(Cabinet, "S-1"));
        Assert.IsType<EnrolOutcome.Refused>(await _desk.Renew(before, _request));
        Assert.IsType<EnrolOutcome.Refused>(await _desk.Renew(new Peer(Cabinet, 1), _request));
        Assert.NotNull(await _desk.MakeCode(Annex, "S-1"));

        Assert.Null(await _registry.AllowMachine(SessionRig.Cabinet, RpcRig.Administrator, "S-2", "換新"));
        Assert.IsType<EnrolOutcome.Refused>(await _desk.Renew(before, _request));
        EnrolOutcome.Enrolled next = Assert.IsType<EnrolOutcome.Enrolled>(
            await _desk.Enrol(await Code(Cabinet), "S-1", _request));
        using System.Security.Cryptography.X509Certificates.X509Certificate2 certificate =
            System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate([.. next.Certificate.Chain[0]]);
        Assert.Equal(new Peer(Cabinet, 1), PeerTrust.PeerOf(certificate));
    }

    [Fact]
    public void Until_the_ledger_was_read_nobody_is_believed()
    {
        Assert.True(new DeniedPeers().Contains(new Peer(Cabinet, 0)));
        Assert.True(new DeniedPeers().Contains(new Peer(new PeerIdentity.DocumentSystem(RpcRig.Agency), 0)));
    }

    [Fact]
    public async Task Who_is_denied_is_read_from_the_ledger_and_noted_when_it_changes()
    {
        await _registry.DenyMachine(SessionRig.Cabinet, RpcRig.Administrator, "失竊");
        DeniedPeers denied = new();
        await denied.Read(_rig.Ledger);
        Assert.True(denied.Contains(new Peer(Cabinet, 0)));
        Assert.False(denied.Contains(new Peer(Annex, 0)));
        denied.Note(SessionRig.Cabinet, new MachineStanding(1, null));
        Assert.True(denied.Contains(new Peer(Cabinet, 0)));
        Assert.False(denied.Contains(new Peer(Cabinet, 1)));
    }

    private async Task<string> Code(PeerIdentity identity) => (await _desk.MakeCode(identity, "S-1"))!;

    private async Task<string> Pepper(PeerIdentity identity)
    {
        EnrolOutcome outcome = await _desk.Enrol(await Code(identity), "S-1", _request);
        return Convert.ToHexString([.. Assert.IsType<EnrolOutcome.Enrolled>(outcome).Pepper]);
    }
}
