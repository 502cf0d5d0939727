using Microsoft.Extensions.FileProviders;

namespace SmartLocker.Server.Web;

/// <summary>Style, scripts and pictures of the pages, from beside the program, wherever it was started.</summary>
internal static class OwnFiles
{
    public static void UseOwnFiles(this IApplicationBuilder app)
    {
        PhysicalFileProvider files = new(Path.Combine(AppContext.BaseDirectory, "wwwroot"));

        // The machines' address for unknown calls, /{service}/{method}, also fits /lib/file and would hide it.
        app.Use((context, next) =>
        {
            bool reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
            if (reads && files.GetFileInfo(context.Request.Path).Exists) { context.SetEndpoint(null); }
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=300",
        });
    }
}
