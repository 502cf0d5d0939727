using System.Collections.Immutable;
using System.Net;

namespace SmartLocker.Server.Configuration;

/// <summary>What this server is told at its start. Everything is checked before anything is opened.</summary>
/// <remarks>
/// Sources, the later winning: the defaults here, the file named by --settings (or appsettings.json where the program was
/// started), the environment (SmartLocker__Mail__Host), the command line. In files the keys are in the section SmartLocker.
/// </remarks>
internal sealed record ServerOptions
{
    public const string Section = "SmartLocker";

    /// <summary>Database, authority, keys, mail.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Pages are served in the clear: on loopback, behind the proxy that has the public certificate.</summary>
    public required IPAddress WebAddress { get; init; }

    /// <summary>0: any that is free.</summary>
    public required int WebPort { get; init; }

    public required IPAddress GrpcAddress { get; init; }

    /// <inheritdoc cref="WebPort"/>
    public required int GrpcPort { get; init; }

    /// <summary>Names and addresses under which machines dial this server; its certificate carries them.</summary>
    public required ImmutableArray<string> HostNames { get; init; }

    public required MailOptions Mail { get; init; }

    /// <exception cref="SettingsException">A value is out of its bounds, or a key is unknown.</exception>
    public static ServerOptions Read(IConfiguration configuration)
    {
        SettingsReader settings = new(configuration.GetSection(Section));
        string data = Path.GetFullPath(settings.Text("Data", "data"));
        ServerOptions options = new()
        {
            DataFolder = data,
            WebAddress = settings.Address("WebAddress", IPAddress.Loopback),
            WebPort = settings.Number("WebPort", 8080, 0, 65535),
            GrpcAddress = settings.Address("GrpcAddress", IPAddress.Any),
            GrpcPort = settings.Number("GrpcPort", 8443, 0, 65535),
            HostNames = settings.Words("HostNames", ["localhost", "127.0.0.1", "::1", Dns.GetHostName()]),
            Mail = MailOptions.Read(settings, data),
        };
        if (options.WebPort != 0 && options.WebPort == options.GrpcPort)
        {
            settings.Refuse("GrpcPort", "another port than WebPort: machines and pages do not share one");
        }

        settings.Done();
        return options;
    }
}
