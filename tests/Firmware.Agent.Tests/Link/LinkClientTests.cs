using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Firmware.Agent.Configuration;
using SmartLocker.Firmware.Agent.Enrolment;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Agent.Tests.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using static SmartLocker.Contracts.V1.CabinetFrame;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Tests.Link;

/// <summary>A whole cabinet over real mutual TLS, against a server that is told what to do.</summary>
public sealed class LinkClientTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Enrolled_by_a_code_it_says_hello_sends_its_journal_and_resumes_from_the_ack_on_the_next_stream()
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        using ServerAccess access = await EnrolAsync(server);
        await using Talking cabinet = new(_folder, access);

        ScriptedStream first = await server.Opened.Reader.ReadAsync(TestContext.Current.CancellationToken);
        V1.Hello hello = (await first.HearAsync(FrameOneofCase.Hello)).Hello;
        Assert.Equal(cabinet.Rig.Journal.Id.Value, hello.JournalId);
        await first.WelcomeAsync(epoch: 5, ackedUpTo: 0);
        V1.EntryBatch batch = (await first.HearAsync(FrameOneofCase.Entries)).Entries;
        Assert.Equal(1UL, batch.Entries[0].Sequence);
        await first.SayAsync(new V1.ServerFrame { Ack = new V1.Ack { UpTo = 1, Epoch = 5 } });
        await cabinet.Rig.UntilAsync(view => view.Online);
        first.Ended.SetResult();

        ScriptedStream second = await server.Opened.Reader.ReadAsync(TestContext.Current.CancellationToken);
        V1.Hello again = (await second.HearAsync(FrameOneofCase.Hello)).Hello;
        Assert.Equal((5UL, hello.JournalId), (again.HighestEpochSeen, again.JournalId));
        await second.WelcomeAsync(epoch: 6, ackedUpTo: 0);
        V1.Entry resent = (await second.HearAsync(FrameOneofCase.Entries)).Entries.Entries[0];
        Assert.Equal(batch.Entries[0], resent);
    }

    [Theory]
    [InlineData(StatusCode.PermissionDenied, true)]
    [InlineData(StatusCode.FailedPrecondition, true)]
    [InlineData(StatusCode.InvalidArgument, true)]
    [InlineData(StatusCode.Unavailable, false)]
    public async Task A_refused_cabinet_says_why_on_record_and_comes_back(StatusCode status, bool isFault)
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        using ServerAccess access = await EnrolAsync(server);
        await using Talking cabinet = new(_folder, access);
        ScriptedStream refused = await server.Opened.Reader.ReadAsync(TestContext.Current.CancellationToken);
        await refused.HearAsync(FrameOneofCase.Hello);
        refused.Ended.SetException(new RpcException(new Status(status, "not you")));

        ScriptedStream next = await server.Opened.Reader.ReadAsync(TestContext.Current.CancellationToken);
        await next.HearAsync(FrameOneofCase.Hello);
        await next.WelcomeAsync(epoch: 1, ackedUpTo: 0);
        await cabinet.Rig.UntilAsync(view => view.Online);
        Fact.FaultRaised[] raised = [.. cabinet.Rig.Facts.OfType<Fact.FaultRaised>().Where(fact => fact.Name == "LinkRefused")];
        Assert.Equal(isFault ? [$"{status}: not you"] : [], raised.Select(fact => fact.Detail));
        Assert.Equal(isFault ? 1 : 0, cabinet.Rig.Facts.OfType<Fact.FaultCleared>().Count(fact => fact.Name == "LinkRefused"));
    }

    [Fact]
    public async Task An_operator_s_order_opens_the_door_and_is_answered_once_it_is_on_record()
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        using ServerAccess access = await EnrolAsync(server);
        await using Talking cabinet = new(_folder, access);
        ScriptedStream stream = await server.Opened.Reader.ReadAsync(TestContext.Current.CancellationToken);
        await stream.HearAsync(FrameOneofCase.Hello);
        await cabinet.Rig.UntilAsync(view => view.Doors.All(door => door.State is KioskDoorState.Shut));
        await stream.WelcomeAsync(epoch: 1, ackedUpTo: 0);
        await stream.SayAsync(new V1.ServerFrame
        {
            Call = new V1.ServerCall { CorrelationId = "o-1", Epoch = 1, IssueNonce = new V1.IssueNonce() },
        });
        string nonce = (await stream.HearAsync(FrameOneofCase.Call)).Call.IssuedNonce.Nonce;
        await stream.SayAsync(new V1.ServerFrame
        {
            Call = new V1.ServerCall
            {
                CorrelationId = "o-2",
                Epoch = 1,
                Open = new V1.OpenCompartment
                {
                    CommandId = "open-9",
                    Nonce = nonce,
                    Compartment = 9,
                    OperatorId = "operator",
                    TimeToLive = new Google.Protobuf.WellKnownTypes.Duration { Seconds = 10 },
                },
            },
        });
        V1.ServerCallAnswer answer = (await stream.HearAsync(FrameOneofCase.Answer)).Answer;
        Assert.Equal(("o-2", "open-9", V1.ReleaseResult.Opened),
            (answer.CorrelationId, answer.Open.CommandId, answer.Open.Result));
        Assert.Contains(cabinet.Rig.Facts, fact =>
            fact is Fact.ReleaseEnded { Command.Value: "open-9", Result: ReleaseResult.Opened });
        Assert.False(cabinet.Rig.Board.Door(9).IsShut);
    }

    [Fact]
    public async Task A_certificate_is_renewed_in_time_and_kept()
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        using ServerAccess access = await EnrolAsync(server);
        string before = access.Identity.Chain;
        using CancellationTokenSource end = new();
        Task renewing = access.RenewForeverAsync(TimeProvider.System, CabinetLoop.NewInbox().Writer, end.Token);
        DataFolder folder = new(_folder.Path);
        while (CabinetIdentity.Load(folder)!.Chain == before)
        {
            await Task.Yield();
        }

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => renewing);
        Assert.NotEqual(before, access.Identity.Chain);
        Assert.Equal(World.Pepper, access.Identity.Pepper);
    }

    [Fact]
    public async Task A_spent_code_is_refused_by_name()
    {
        await using ScriptedServer server = new();
        await server.StartAsync();
        NotEnrolledException refused = await Assert.ThrowsAsync<NotEnrolledException>(() => EnrolAsync(server, code: "old"));
        Assert.Contains("the code is spent", refused.Message, StringComparison.Ordinal);
        Assert.Null(CabinetIdentity.Load(new DataFolder(_folder.Path)));
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("another.example", false)]
    public async Task A_server_of_another_root_or_another_name_is_no_server(string name, bool foreignRoot)
    {
        await using ScriptedServer server = new(name);
        await using ScriptedServer other = new();
        await server.StartAsync();
        using CancellationTokenSource end = new();
        LogCounter log = new(end);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            EnrolAsync(server, roots: foreignRoot ? other.RootPem : server.RootPem, log: log, cancellation: end.Token));
        Assert.Equal(1, log.Warnings);
    }

    private async Task<ServerAccess> EnrolAsync(
        ScriptedServer server, string code = "code", string? roots = null, LogCounter? log = null,
            CancellationToken? cancellation = null)
    {
        string ca = _folder.At("ca.pem");
        File.WriteAllText(ca, roots ?? server.RootPem);
        return await ServerAccess.OpenAsync(
            new DataFolder(_folder.Path), new ServerOptions(server.Address, ca, code, "serial"), TimeProvider.System,
            log ?? (Microsoft.Extensions.Logging.ILogger<ServerAccess>)NullLogger<ServerAccess>.Instance,
            cancellation ?? TestContext.Current.CancellationToken);
    }

    /// <summary>A cabinet and its link, as the agent puts them together; it never waits before it tries again.</summary>
    private sealed class Talking : IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly Task _talk;

        public Talking(TempFolder folder, ServerAccess access)
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
