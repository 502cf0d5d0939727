using Grpc.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services to endpoints.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder) where TService : class
    {
        CallSettingsFactory settings = builder.ServiceProvider.GetService<CallSettingsFactory>()
            ?? throw new InvalidOperationException(
                "Unable to find the required services. Please add all the required services by calling 'IServiceCollection.AddGrpc'.");
        ServiceEndpoints<TService> endpoints = new(builder, settings.For<TService>());
        return endpoints.Map();
    }
}
