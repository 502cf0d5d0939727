using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Firmware.Agent.Configuration;
using SmartLocker.Firmware.Agent.Enrolment;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Agent.Tests.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Link;

/// <summary>A cabinet that was off for too long: it says so by name, serves people, and is enrolled again (CL-73).</summary>
public sealed class ExpiredCertificateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_expired_certificate_is_reported_by_name_and_the_cabinet_serves_people_all_the_same()
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        using ServerAccess access = await OpenAsync(server, "code", TimeProvider.System);
        using CancellationTokenSource end = new();
        await using CabinetRig rig = new(_folder);
        Task renewing = access.RenewForeverAsync(new LongAfter(), rig.Inbox.Writer, end.Token);

        KioskView told = await rig.UntilAsync(view => view.Trouble is not null);
        Assert.Contains("憑證", told.Trouble!.Chinese, StringComparison.Ordinal);
        Assert.Contains(rig.Facts, fact => fact is Fact.FaultRaised { Name: "CertificateExpired", Compartment: 0 });
        await rig.SignInAsync();
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => renewing);
    }

    [Fact]
    public async Task With_a_new_code_an_expired_cabinet_is_enrolled_again()
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        using ServerAccess first = await OpenAsync(server, "code", TimeProvider.System);
        using ServerAccess valid = await OpenAsync(server, "code", TimeProvider.System);
        Assert.Equal(first.Identity.Chain, valid.Identity.Chain);

        using ServerAccess again = await OpenAsync(server, "code", new LongAfter());
        Assert.NotEqual(first.Identity.Chain, again.Identity.Chain);
        Assert.Equal(again.Identity.Chain, CabinetIdentity.Load(new DataFolder(_folder.Path))!.Chain);
    }

    [Fact]
    public async Task With_a_spent_code_it_starts_with_what_it_has()
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        using ServerAccess first = await OpenAsync(server, "code", TimeProvider.System);
        using ServerAccess again = await OpenAsync(server, "old", new LongAfter());
        Assert.Equal(first.Identity.Chain, again.Identity.Chain);
    }

    /// <summary>CL-74: a cabinet that was denied and allowed again has a certificate that holds and is worthless.</summary>
    [Fact]
    public async Task Another_code_enrols_it_again_although_its_certificate_holds_and_serves_once()
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        using ServerAccess first = await OpenAsync(server, "code", TimeProvider.System);
        using ServerAccess again = await OpenAsync(server, "another code", TimeProvider.System);
        Assert.NotEqual(first.Identity.Chain, again.Identity.Chain);

        using ServerAccess restarted = await OpenAsync(server, "another code", TimeProvider.System);
        using ServerAccess refused = await OpenAsync(server, "old", TimeProvider.System);
        Assert.Equal([again.Identity.Chain, again.Identity.Chain], [restarted.Identity.Chain, refused.Identity.Chain]);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_keeps_nobody_waiting_at_the_screen()
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        using ServerAccess first = await OpenAsync(server, "code", TimeProvider.System);
        using ServerAccess again = await OpenAsync(server, "never answered", new NoPatience());
        Assert.Equal(first.Identity.Chain, again.Identity.Chain);
    }

    [Fact]
    public async Task A_certificate_that_holds_is_no_trouble()
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        using ServerAccess access = await OpenAsync(server, "code", TimeProvider.System);
        using CancellationTokenSource end = new();
        Channel<CabinetInput> inbox = CabinetLoop.NewInbox();
        Task renewing = access.RenewForeverAsync(TimeProvider.System, inbox.Writer, end.Token);
        CabinetInput told = await inbox.Reader.ReadAsync(TestContext.Current.CancellationToken);
        Assert.True(Assert.IsType<CabinetInput.CertificateHealth>(told).Valid);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => renewing);
    }

    private async Task<ServerAccess> OpenAsync(ScriptedServer server, string code, TimeProvider time)
    {
        string ca = _folder.At("ca.pem");
        File.WriteAllText(ca, server.RootPem);
        return await ServerAccess.OpenAsync(
            new DataFolder(_folder.Path), new ServerOptions(server.Address, ca, code, "serial"), time,
            NullLogger<ServerAccess>.Instance, TestContext.Current.CancellationToken);
    }

    /// <summary>Whatever is waited for is over at once.</summary>
    private sealed class NoPatience : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    /// <summary>The same clock, a lifetime of certificates later.</summary>
    private sealed class LongAfter : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddYears(100);
    }
}
