using Microsoft.AspNetCore.Antiforgery;
using SmartLocker.Server.Web.Layout;

namespace SmartLocker.Server.Web;

/// <summary>What every page endpoint passes: nothing is changed by a request that another site made somebody send.</summary>
/// <remarks>
/// One gate for all, put on the group that all pages are mapped in; a form that forgot its token is refused here, not
/// in its handler.
/// </remarks>
internal sealed class PageGate(IAntiforgery antiforgery) : IEndpointFilter
{
    public const string TokenField = "form-token";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        bool changes = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
        if (changes && !await antiforgery.IsRequestValidAsync(http))
        {
            return Problem.Page(ProblemKind.StaleForm);
        }

        return await next(context);
    }
}
