using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Conformance.Kit;
using SmartLocker.Firmware.Agent.Configuration;
using SmartLocker.Firmware.Agent.Enrolment;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Agent.Tests;
using SmartLocker.Firmware.Agent.Tests.Link;
using SmartLocker.Firmware.Agent.Tests.Running;
using SmartLocker.Firmware.Core.Journal;
using FrameOneofCase = SmartLocker.Contracts.V1.CabinetFrame.FrameOneofCase;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfWire;

/// <summary>Chapters 1, 7 and 9, the cabinet's end: the real agent against a scripted server over mutual TLS.</summary>
public sealed class CabinetDialTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Rule("CL-01"), Rule("CL-62")]
    public async Task It_dials_has_one_stream_at_a_time_and_comes_back_when_that_ends()
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        using ServerAccess access = await EnrolAsync(server);
        await using Dialling cabinet = new(_folder, access);
        for (ulong epoch = 1; epoch <= 3; epoch++)
        {
            ScriptedStream stream = await server.Opened.Reader.ReadAsync(Cancel);
            await stream.HearAsync(FrameOneofCase.Hello);
            await stream.WelcomeAsync(epoch, ackedUpTo: 0);
            await stream.HearAsync(FrameOneofCase.Entries);
            Assert.False(server.Opened.Reader.TryRead(out _));
            stream.Ended.SetResult();
        }
    }

    [Theory, Rule("CL-02")]
    [InlineData("localhost", true)]
    [InlineData("another.example", false)]
    public async Task A_server_of_another_root_or_another_name_hears_nothing(string name, bool foreignRoot)
    {
        await using ScriptedServer server = new(name);
        await using ScriptedServer other = new();
        await server.StartAsync();
        using CancellationTokenSource end = new();
        LogCounter log = new(end);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => EnrolAsync(server, roots: foreignRoot ? other.RootPem : server.RootPem, log: log, cancellation: end.Token));
        Assert.Null(CabinetIdentity.Load(new DataFolder(_folder.Path)));
    }

    [Fact, Rule("CL-05")]
    public void A_batch_stays_below_4_MiB_however_long_its_records_are()
    {
        EntryPump pump = new(0, (from, max) =>
            [.. Enumerable.Range((int)from, max).Select(sequence =>
                new Firmware.Agent.Journal.StoredEntry(sequence, [], [.. new byte[64 * 1024]], []))]);
        long last = 0;
        for (int batch = 0; batch < 3; batch++)
        {
            System.Collections.Immutable.ImmutableArray<Firmware.Agent.Journal.StoredEntry> sent = pump.Next();
            Assert.InRange(sent.Sum(entry => (long)entry.Record.Length), 64 * 1024, 4 * 1024 * 1024);
            Assert.Equal(last + 1, sent[0].Sequence);
            last = sent[^1].Sequence;
        }
    }

    [Theory, Rule("CL-74"), Rule("CL-10"), Rule("CL-11")]
    [InlineData(StatusCode.PermissionDenied, true)]
    [InlineData(StatusCode.FailedPrecondition, true)]
    [InlineData(StatusCode.InvalidArgument, true)]
    [InlineData(StatusCode.ResourceExhausted, false)]
    [InlineData(StatusCode.Aborted, false)]
    [InlineData(StatusCode.Unavailable, false)]
    public async Task Ended_by_a_status_it_comes_back_and_reports_the_fault_that_the_table_names(StatusCode status, bool isFault)
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        using ServerAccess access = await EnrolAsync(server);
        await using Dialling cabinet = new(_folder, access);
        ScriptedStream refused = await server.Opened.Reader.ReadAsync(Cancel);
        await refused.HearAsync(FrameOneofCase.Hello);
        refused.Ended.SetException(new RpcException(new Status(status, "not you")));

        ScriptedStream next = await server.Opened.Reader.ReadAsync(Cancel);
        await next.HearAsync(FrameOneofCase.Hello);
        await next.WelcomeAsync(epoch: 1, ackedUpTo: 0);
        await cabinet.Rig.UntilAsync(view => view.Online);
        Assert.Equal(isFault ? 1 : 0, cabinet.Rig.Facts.Count(fact => fact is Fact.FaultRaised { Name: "LinkRefused" }));
        Assert.Equal(isFault ? 1 : 0, cabinet.Rig.Facts.Count(fact => fact is Fact.FaultCleared { Name: "LinkRefused" }));
    }

    [Fact, Rule("CL-71"), Rule("CL-72")]
    public async Task Enrolled_it_keeps_key_certificate_and_pepper_and_uses_them_at_the_next_start()
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        using ServerAccess first = await EnrolAsync(server);
        using ServerAccess again = await EnrolAsync(server, code: "spent");
        Assert.Equal(first.Identity.Chain, again.Identity.Chain);
        Assert.Equal(World.Pepper, again.Identity.Pepper);
    }

    [Fact, Rule("CL-71")]
    public async Task A_code_that_is_refused_leaves_no_identity()
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        await Assert.ThrowsAsync<NotEnrolledException>(() => EnrolAsync(server, code: "spent"));
        Assert.Null(CabinetIdentity.Load(new DataFolder(_folder.Path)));
    }

    [Fact, Rule("CL-74")]
    public async Task Another_code_enrols_it_again_although_its_certificate_holds()
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        using ServerAccess first = await EnrolAsync(server);
        using ServerAccess again = await EnrolAsync(server, code: "another code");
        Assert.NotEqual(first.Identity.Chain, again.Identity.Chain);
    }

    private async Task<ServerAccess> EnrolAsync(
        ScriptedServer server, string code = "code", string? roots = null, LogCounter? log = null,
        CancellationToken? cancellation = null)
    {
        string ca = _folder.At("ca.pem");
        await File.WriteAllTextAsync(ca, roots ?? server.RootPem, Cancel);
        return await ServerAccess.OpenAsync(
            new DataFolder(_folder.Path), new ServerOptions(server.Address, ca, code, "serial"), TimeProvider.System,
            log ?? (Microsoft.Extensions.Logging.ILogger<ServerAccess>)NullLogger<ServerAccess>.Instance, cancellation ?? Cancel);
    }

    /// <summary>A cabinet and its link, as the agent puts them together; it never waits before it tries again.</summary>
    private sealed class Dialling : IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly Task _talk;

        public Dialling(TempFolder folder, ServerAccess access)
        {
            Rig = new CabinetRig(folder, context => new LinkClient(
                context, access.Link, TimeProvider.System, new Backoff(_ => 0), NullLogger<LinkClient>.Instance));
            _talk = ((LinkClient)Rig.Cabinet.Link).RunAsync(_end.Token);
        }

        public CabinetRig Rig { get; }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _talk.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Rig.DisposeAsync();
            _end.Dispose();
        }
    }
}
