using Microsoft.AspNetCore.Antiforgery;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Web;

/// <summary>Reads from a request who looks, in which language; asked once, when its page is made.</summary>
internal sealed class ViewerReader(IHttpContextAccessor current, IAntiforgery antiforgery, TimeProvider time)
{
    public const string LanguageCookie = "language";

    public Viewer Read()
    {
        HttpContext http = current.HttpContext ?? throw new InvalidOperationException("A page is made for a request.");
        string token = antiforgery.GetAndStoreTokens(http).RequestToken ?? "";

        // An answer to a form is shown at the form's address; coming back to it must not repeat the form.
        string path = HttpMethods.IsGet(http.Request.Method) ? $"{http.Request.Path}{http.Request.QueryString}" : "/";
        return new Viewer(
            LanguageCodes.Read(http.Request.Cookies[LanguageCookie]), http.Person(), time.GetUtcNow(), path, token);
    }
}
