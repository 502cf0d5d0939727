using Grpc.Core;
using Grpc.Server.Calls;
using Grpc.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Server;

/// <summary>Answers calls of methods and services that are not here, in gRPC's own words.</summary>
internal static class UnknownCalls
{
    public const string ConstraintName = "grpcunknown";

    public static void Map(IEndpointRouteBuilder routes, IEnumerable<string> serviceNames)
    {
        foreach (string service in serviceNames)
        {
            routes.MapPost(
                $"{service}/{{method:{ConstraintName}}}", context => RefuseAsync(context, "Method is unimplemented."))
                .WithDisplayName($"gRPC - unknown method of {service}");
        }

        if (routes.ServiceProvider.GetRequiredService<CallSettingsFactory>().ClaimUnknownServices())
        {
            routes.MapPost(
                $"{{service}}/{{method:{ConstraintName}}}", context => RefuseAsync(context, "Service is unimplemented."))
                .WithDisplayName("gRPC - unknown service");
        }
    }

    private static Task RefuseAsync(HttpContext http, string detail)
    {
        if (RequestHead.Accepts(http))
        {
            ResponseHead.Prepare(http.Response);
            ResponseHead.WriteStatus(http.Response, new Status(StatusCode.Unimplemented, detail), trailers: null);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Keeps the catch-all away from requests that are no gRPC: pages and uploads have two segments too.</summary>
internal sealed class UnknownCallConstraint : IRouteConstraint
{
    public bool Match(
        HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values,
        RouteDirection routeDirection) =>
        httpContext is not null && Protocol.IsGrpc(httpContext.Request.ContentType);
}
