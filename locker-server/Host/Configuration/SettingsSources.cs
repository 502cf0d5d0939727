using SmartLocker.Server.CommandLine;

namespace SmartLocker.Server.Configuration;

/// <summary>Where settings come from, the later source winning.</summary>
internal static class SettingsSources
{
    public static readonly Option Data = new("--data", "DIR", "where database, keys and mail are kept (default: data)");
    public static readonly Option WebPort = new("--port", "N", "of the pages (default: 8080; 0: any)");
    public static readonly Option GrpcPort = new("--grpc-port", "N", "of the machines (default: 8443; 0: any)");
    public static readonly Option Settings =
        new("--settings", "FILE", "JSON file with settings (default: appsettings.json, if there)");

    private static readonly (Option Option, string Key)[] Typed = [(Data, "Data"), (WebPort, "WebPort"), (GrpcPort, "GrpcPort")];

    public static IConfiguration Read(Arguments arguments)
    {
        string? named = arguments.Text(Settings.Name);
        if (named is not null && !File.Exists(named)) { throw new UsageException($"There is no file {named}."); }

        IEnumerable<KeyValuePair<string, string?>> typed = Typed
            .Where(known => arguments.Has(known.Option.Name))
            .Select(known => KeyValuePair.Create($"{ServerOptions.Section}:{known.Key}", arguments.Text(known.Option.Name)));
        return new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath(named ?? "appsettings.json"), optional: true, reloadOnChange: false)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(typed)
            .Build();
    }
}
