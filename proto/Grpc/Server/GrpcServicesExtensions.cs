using Grpc.AspNetCore.Server;
using Grpc.Server;
using Grpc.Server.Calls;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the gRPC server to an application.</summary>
public static class GrpcServicesExtensions
{
    public static IGrpcServerBuilder AddGrpc(this IServiceCollection services)
    {
        services.AddRouting(routing => routing.ConstraintMap[UnknownCalls.ConstraintName] = typeof(UnknownCallConstraint));
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CallSettingsFactory>();
        return new Builder(services);
    }

    public static IGrpcServerBuilder AddGrpc(this IServiceCollection services, Action<GrpcServiceOptions> configureOptions) =>
        services.Configure(configureOptions).AddGrpc();

    public static IGrpcServerBuilder AddServiceOptions<TService>(
        this IGrpcServerBuilder grpcBuilder, Action<GrpcServiceOptions<TService>> configure) where TService : class
    {
        grpcBuilder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<GrpcServiceOptions<TService>>,
                InheritedServiceOptions<TService>>());
        grpcBuilder.Services.Configure(configure);
        return grpcBuilder;
    }

    private sealed record Builder(IServiceCollection Services) : IGrpcServerBuilder;
}
