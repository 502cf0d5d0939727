using Grpc.AspNetCore.HealthChecks;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Rpc.Enrolment;
using SmartLocker.Server.Rpc.Exchange;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;
using SmartLocker.Server.Rpc.Peers;

namespace SmartLocker.Server.Rpc;

/// <summary>What answers to machines: services, who may call them, and the live streams.</summary>
internal static class RpcModule
{
    /// <summary>CL-05.</summary>
    private const int MessageBytesMax = 4 * 1024 * 1024;

    private static readonly string[] Services =
        ["smartlocker.v1.CabinetLink", "smartlocker.v1.DocumentExchange", "smartlocker.v1.Enrolment"];

    public static IServiceCollection AddRpc(this IServiceCollection services, CertificateAuthority authority, PeerTrust trust)
    {
        services.AddGrpc(options => options.MaxReceiveMessageSize = MessageBytesMax);
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks(health =>
        {
            foreach (string service in Services) { health.Services.Map(service, _ => true); }
        }).AddCheck<LedgerHealth>("ledger");
        services.AddSingleton(authority);
        services.AddSingleton(trust);
        services.AddSingleton(provider => new HandshakeTurns(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<HandshakeTurns>>()));
        services.AddSingleton<LinkDesks>();
        services.AddSingleton<CabinetStreams>();
        services.AddSingleton<ICabinetOrders, CabinetOrders>();
        services.AddSingleton<EnrolmentDesk>();
        services.AddSingleton<Submissions>();
        services.AddHostedService<StreamKeeper>();
        services.AddSingleton<StreamTicker>().AddHostedService(provider => provider.GetRequiredService<StreamTicker>());
        return services;
    }

    /// <summary>First of all: nothing is reached but through the gate.</summary>
    public static void UsePeerGate(this WebApplication app)
    {
        app.UseRouting();
        app.UseMiddleware<PeerGate>();
    }

    public static void MapRpc(this WebApplication app)
    {
        app.MapGrpcService<CabinetLinkService>();
        app.MapGrpcService<EnrolmentService>();
        app.MapGrpcService<DocumentExchangeService>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
    }
}
