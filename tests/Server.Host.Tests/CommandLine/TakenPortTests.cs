using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SmartLocker.Server.CommandLine;
using SmartLocker.Server.Configuration;
using SmartLocker.Server.Host.Tests.Certificates;
using SmartLocker.Server.Serve;

namespace SmartLocker.Server.Host.Tests.CommandLine;

/// <summary>A port that somebody else has is a matter of what was typed, not a defect.</summary>
public sealed class TakenPortTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_port_that_is_taken_is_told_by_its_number()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int taken = ((IPEndPoint)other.LocalEndpoint).Port;
        IConfigurationRoot settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["SmartLocker:Data"] = _data.Path,
            ["SmartLocker:WebPort"] = $"{taken}",
            ["SmartLocker:WebAddress"] = "127.0.0.1",
            ["SmartLocker:GrpcPort"] = "0",
            ["SmartLocker:GrpcAddress"] = "127.0.0.1",
        }).Build();
        await using WebApplication app = ServerHost.Build(ServerOptions.Read(settings), LogLevel.None);
        UsageException told = await Assert.ThrowsAsync<UsageException>(() => ServerHost.Start(app));
        Assert.Contains($"{taken}", told.Message, StringComparison.Ordinal);
    }
}
