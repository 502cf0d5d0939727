using System.Runtime.InteropServices;
using Grpc.Health.V1;
using Grpc.Net.Client;
using SmartLocker.Server.Host.Tests.Rpc;
using SmartLocker.Server.Rpc.Peers;

namespace SmartLocker.Server.Host.Tests.Peers;

/// <summary>.NET promises nobody where it keeps its contexts: a new one must not take a city's memory unnoticed.</summary>
public sealed class TlsMemoryTests(RpcRig rig) : IClassFixture<RpcRig>
{
    [Fact]
    public async Task The_contexts_of_a_handshake_give_up_the_buffers_of_idle_connections()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libssl.so.3", out _), "OpenSSL 3 alone is looked for");
        using GrpcChannel nobody = rig.Dial(null);
        await new Health.HealthClient(nobody).CheckAsync(
            new HealthCheckRequest(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(TlsMemory.Told > 0);
    }
}
