using Grpc.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

public static class ServerCallContextExtensions
{
    /// <summary>The request behind a call: connection, client certificate, user, services.</summary>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext) => serverCallContext switch
    {
        HttpServerCallContext call => call.HttpContext,
        _ when serverCallContext.UserState.TryGetValue("__HttpContext", out object? http)
            && http is HttpContext given => given,
        _ => throw new InvalidOperationException(
            "Could not get HttpContext from ServerCallContext: the call did not come in over HTTP."),
    };
}
