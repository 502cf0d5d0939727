using SmartLocker.Server.CommandLine;
using SmartLocker.Server.Configuration;

namespace SmartLocker.Server.Serve;

/// <summary>What happens without a verb: the server runs until it is told to stop.</summary>
internal static class ServeVerb
{
    private const int Stopped = 0;
    private const int WrongSettings = 78; // sysexits.h: EX_CONFIG

    public static Verb Verb { get; } = new(
        "serve", "", "Runs the server: pages for people, gRPC for machines.",
        [SettingsSources.Data, SettingsSources.WebPort, SettingsSources.GrpcPort, SettingsSources.Settings],
        Run);

    private static async Task<int> Run(Arguments arguments)
    {
        ServerOptions options;
        try
        {
            options = ServerOptions.Read(SettingsSources.Read(arguments));
        }
        catch (SettingsException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return WrongSettings;
        }

        NativeMemory.OneHeap();
        await using WebApplication app = ServerHost.Build(options, LogLevel.Information);
        ListeningAt listening = await ServerHost.Start(app);
        await Console.Error.WriteLineAsync($"web {listening.Web}");
        await Console.Error.WriteLineAsync($"grpc {listening.Grpc.Authority}");
        await app.WaitForShutdownAsync();
        return Stopped;
    }
}
