using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Certificates;

namespace SmartLocker.Server.Host.Tests.Rpc;

/// <summary>A document system over the wire: hands in, sees its own packets, and nobody else's.</summary>
public sealed class DocumentExchangeTests(RpcRig rig) : IClassFixture<RpcRig>
{
    private const string Letter = """
        <?xml version="1.0" encoding="UTF-8"?>
        <函><發文機關><全銜>示範民政局</全銜><機關代碼>395020000C</機關代碼></發文機關><函類別 代碼="函"/>
        <受文者><全銜>示範區公所</全銜><機關代碼>395610000G</機關代碼></受文者><發文日期><年月日>中華民國115年11月20日</年月日></發文日期>
        <發文字號><字>示民字</字><文號><年度>115</年度><流水號>0000001</流水號></文號></發文字號><速別/><主旨><文字>測試</文字></主旨></函>
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_key_gives_the_same_reply_and_one_packet()
    {
        using GrpcChannel channel = await rig.Enrolled(new PeerIdentity.DocumentSystem(RpcRig.Agency));
        DocumentExchange.DocumentExchangeClient own = new(channel);

        SubmitReply first = await own.SubmitAsync(Drop("key-1"), cancellationToken: Cancel);
        SubmitReply again = await own.SubmitAsync(Drop("key-1"), cancellationToken: Cancel);
        List<Packet> packets = await List(own);

        Assert.Equal(first, again);
        Assert.Equal("示民字第1150000001號", Assert.Single(first.Outcomes).Accepted.Number);
        Assert.Equal(PacketStage.Open, Assert.Single(packets).Stage);
    }

    [Fact]
    public async Task Another_agency_sees_nothing_of_it_and_cannot_send_in_its_name()
    {
        using GrpcChannel channel = await rig.Enrolled(new PeerIdentity.DocumentSystem(RpcRig.Agency));
        using GrpcChannel foreign = await rig.Enrolled(new PeerIdentity.DocumentSystem(AgencyCode.Parse("395030000D")));
        DocumentExchange.DocumentExchangeClient own = new(channel);
        DocumentExchange.DocumentExchangeClient other = new(foreign);
        await own.SubmitAsync(Drop("key-2"), cancellationToken: Cancel);
        Packet packet = (await List(own))[0];

        RpcException hidden = await Assert.ThrowsAsync<RpcException>(async () =>
            await other.GetPacketAsync(new GetPacketRequest { PacketId = packet.PacketId }, cancellationToken: Cancel));
        SubmitReply reply = await other.SubmitAsync(Drop("key-3"), cancellationToken: Cancel);

        Assert.Equal(StatusCode.NotFound, hidden.StatusCode);
        Assert.Empty(await List(other));
        Assert.Equal("not-your-agency", Assert.Single(reply.Outcomes).Refused.Reason);
    }

    [Fact]
    public async Task Events_come_after_the_cursor_that_the_caller_holds()
    {
        using GrpcChannel channel = await rig.Enrolled(new PeerIdentity.DocumentSystem(RpcRig.Agency));
        DocumentExchange.DocumentExchangeClient own = new(channel);
        await own.SubmitAsync(Drop("key-4"), cancellationToken: Cancel);
        using AsyncServerStreamingCall<PacketEvent> all = own.FollowEvents(new FollowEventsRequest(), cancellationToken: Cancel);
        Assert.True(await all.ResponseStream.MoveNext(Cancel));
        PacketEvent first = all.ResponseStream.Current;
        using AsyncServerStreamingCall<PacketEvent> rest =
            own.FollowEvents(new FollowEventsRequest { After = first.Cursor }, cancellationToken: Cancel);
        Assert.True(await rest.ResponseStream.MoveNext(Cancel));

        Assert.True(rest.ResponseStream.Current.Cursor > first.Cursor);
    }

    [Theory]
    [InlineData("../a.di")]
    [InlineData("/a.di")]
    [InlineData("a\\b.di")]
    [InlineData("")]
    public async Task A_name_that_leads_elsewhere_is_refused(string name)
    {
        using GrpcChannel channel = await rig.Enrolled(new PeerIdentity.DocumentSystem(RpcRig.Agency));
        SubmitRequest request = Drop("key-5");
        request.Files[0].Name = name;

        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await new DocumentExchange.DocumentExchangeClient(channel).SubmitAsync(request, cancellationToken: Cancel));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    private static SubmitRequest Drop(string key) => new()
    {
        IdempotencyKey = key,
        Files = { new DropFile { Name = "a.di", Content = ByteString.CopyFromUtf8(Letter) } },
    };

    private static async Task<List<Packet>> List(DocumentExchange.DocumentExchangeClient client)
    {
        using AsyncServerStreamingCall<Packet> call = client.ListPackets(new ListPacketsRequest(), cancellationToken: Cancel);
        List<Packet> packets = [];
        while (await call.ResponseStream.MoveNext(Cancel)) { packets.Add(call.ResponseStream.Current); }
        return packets;
    }
}
