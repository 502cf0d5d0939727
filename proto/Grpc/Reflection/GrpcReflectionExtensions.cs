using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProtobufService = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Adds server reflection.</summary>
    public static class GrpcReflectionServiceExtensions
    {
        public static IServiceCollection AddGrpcReflection(this IServiceCollection services)
        {
            // When first asked: all services are mapped by then.
            services.TryAddSingleton(
                given => new DescriptorCatalog(MappedServices(given.GetRequiredService<EndpointDataSource>())));
            return services;
        }

        private static ProtobufService[] MappedServices(EndpointDataSource endpoints) =>
        [
            .. endpoints.Endpoints
                .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType)
                .OfType<Type>()
                .Distinct()
                .Select(Descriptor)
                .OfType<ProtobufService>(),
        ];

        // The generated class around a service base holds the descriptor; services bound in other ways have none.
        private static ProtobufService? Descriptor(Type service) =>
            service.GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)?.BindType
                .GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ProtobufService;
    }
}

namespace Microsoft.AspNetCore.Builder
{
    /// <summary>Maps server reflection, version 1 and its older name.</summary>
    public static class GrpcReflectionEndpointRouteBuilderExtensions
    {
        public static IEndpointConventionBuilder MapGrpcReflectionService(this IEndpointRouteBuilder builder) =>
            new GrpcServiceEndpointConventionBuilder(
                [builder.MapGrpcService<ReflectionV1>(), builder.MapGrpcService<ReflectionV1Alpha>()]);
    }
}
