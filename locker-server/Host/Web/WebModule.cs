using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using SmartLocker.Server.Features.Accounts;
using SmartLocker.Server.Features.CabinetPages;
using SmartLocker.Server.Features.CabinetPages.Attention;
using SmartLocker.Server.Features.CabinetPages.Discrepancies;
using SmartLocker.Server.Features.CabinetPages.Machines;
using SmartLocker.Server.Features.CabinetPages.Opening;
using SmartLocker.Server.Features.Incoming;
using SmartLocker.Server.Features.Outgoing;
using SmartLocker.Server.Features.PacketPages;
using SmartLocker.Server.Features.Search;
using SmartLocker.Server.Features.Upload;

namespace SmartLocker.Server.Web;

/// <summary>The pages of the server: what they need, and where they are.</summary>
public static class WebModule
{
    /// <summary>Larger drops are sent in parts; what one archive may unpack to is bounded by the reader itself.</summary>
    public const long UploadBytesMax = 64L * 1024 * 1024;

    /// <summary>Few fields carry long texts; a drop is many small files.</summary>
    private const int FilesMax = 2_000;

    /// <param name="keys">Where the keys of cookies and forms are kept, so that a restart signs nobody out.</param>
    public static IServiceCollection AddWeb(this IServiceCollection services, DirectoryInfo keys)
    {
        // Chinese stands in the pages as it is: as numbers it would be three times as long.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRouting();
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddScoped<ViewerReader>();
        services.AddSingleton<NamesReader>();
        services.AddSingleton<LiveChanges>();
        services.AddSingleton<OwnDiscrepancyReader>();
        services.AddSingleton<OutgoingReader>();
        services.AddSingleton<IncomingReader>();
        services.AddSingleton<SearchReader>();
        services.AddSingleton<PacketReader>();
        services.AddSingleton<AddressBookShelf>();
        services.AddSingleton<UploadDesk>();
        services.AddSingleton<OpenRequests>();
        services.AddSingleton<RemoteOpening>();
        services.AddSingleton<CabinetReader>();
        services.AddSingleton<MachineDesk>();
        services.AddSingleton<AttentionReader>();
        services.AddScoped(provider => provider.GetRequiredService<ViewerReader>().Read());
        services.AddDataProtection().SetApplicationName("SmartLocker").PersistKeysToFileSystem(keys);
        services.AddAntiforgery(forms =>
        {
            forms.FormFieldName = PageGate.TokenField;
            forms.Cookie.Name = "smartlocker-form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = UploadBytesMax;
            form.ValueCountLimit = FilesMax;
        });
        return services.AddAccounts();
    }

    /// <summary>Call once, after everything that answers to machines was mapped.</summary>
    public static void MapWeb(this WebApplication app)
    {
        // Machines speak gRPC on the same server: what dresses pages must not touch their answers.
        app.UseWhen(context => !IsGrpc(context.Request), pages => pages.UsePageAnswers());

        // A proxy on this machine has the public certificate; it says that the reader's side is encrypted.
        app.UseForwardedHeaders(new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedFor,
        });
        app.UseOwnFiles();
        app.UseAuthentication();
        app.UseAuthorization();

        RouteGroupBuilder group = app.MapGroup("").AddEndpointFilter<PageGate>();
        PageRoutes.Map(group);
    }

    private static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;
}
