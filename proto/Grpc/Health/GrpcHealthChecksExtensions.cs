using Grpc.AspNetCore.HealthChecks;
using Grpc.Health;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Adds the standard health service.</summary>
    public static class GrpcHealthChecksServiceExtensions
    {
        public static IHealthChecksBuilder AddGrpcHealthChecks(this IServiceCollection services)
        {
            services.TryAddSingleton<HealthServiceImpl>();
            services.TryAddSingleton<ApplicationHealth>();
            services.TryAddEnumerable(
                ServiceDescriptor.Singleton<IHealthCheckPublisher, ApplicationHealth>(
                    given => given.GetRequiredService<ApplicationHealth>()));
            return services.AddHealthChecks();
        }

        public static IHealthChecksBuilder AddGrpcHealthChecks(
            this IServiceCollection services, Action<GrpcHealthChecksOptions> configure) =>
            services.Configure(configure).AddGrpcHealthChecks();
    }
}

namespace Microsoft.AspNetCore.Builder
{
    /// <summary>Maps the standard health service.</summary>
    public static class GrpcHealthChecksEndpointRouteBuilderExtensions
    {
        public static GrpcServiceEndpointConventionBuilder MapGrpcHealthChecksService(this IEndpointRouteBuilder builder) =>
            builder.MapGrpcService<ApplicationHealth>();
    }
}
