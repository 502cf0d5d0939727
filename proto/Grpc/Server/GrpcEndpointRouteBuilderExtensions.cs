using Grpc.Server;
using Grpc.Server.Calls;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services to endpoints.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        CallSettingsFactory settings = builder.ServiceProvider.GetService<CallSettingsFactory>()
            ?? throw new InvalidOperationException(
                "The services of gRPC are missing. Add them by calling 'IServiceCollection.AddGrpc'.");
        ServiceEndpoints<TService> endpoints = new(builder, settings.For<TService>());
        return endpoints.Map();
    }
}
