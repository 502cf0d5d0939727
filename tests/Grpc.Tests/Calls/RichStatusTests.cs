using Google.Rpc;
using Grpc.Core;
using SmartLocker.Grpc.Tests.Protos;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Calls;

/// <summary>A refusal that a program can read: <c>google.rpc.Status</c> in the trailers.</summary>
public sealed class RichStatusTests
{
    [Fact]
    public async Task Details_arrive_beside_the_plain_status()
    {
        await using EchoServer server = await EchoServer.StartAsync();
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await server.Client().SayAsync(
            new EchoRequest { Text = "rich" }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal((StatusCode.ResourceExhausted, "full"), (refused.StatusCode, refused.Status.Detail));

        Google.Rpc.Status? rich = refused.GetRpcStatus();
        Assert.NotNull(rich);
        Assert.Equal("COMPARTMENT_OCCUPIED", rich.GetDetail<ErrorInfo>()?.Reason);
        Assert.Null(rich.GetDetail<BadRequest>());
    }

    [Fact]
    public void A_status_without_details_has_none_and_broken_ones_can_be_ignored()
    {
        Assert.Null(new Metadata().GetRpcStatus());
        Metadata broken = new() { { MetadataExtensions.StatusDetailsTrailerName, [0xFF, 0xFF] } };
        Assert.Null(broken.GetRpcStatus(ignoreParseError: true));
        Assert.Throws<Google.Protobuf.InvalidProtocolBufferException>(() => broken.GetRpcStatus());
    }

    [Fact]
    public void A_second_rich_status_takes_the_place_of_the_first()
    {
        Metadata trailers = new();
        trailers.SetRpcStatus(new Google.Rpc.Status { Code = 5 });
        trailers.SetRpcStatus(new Google.Rpc.Status { Code = 9 });
        Assert.Single(trailers);
        Assert.Equal(9, trailers.GetRpcStatus()?.Code);
    }
}
