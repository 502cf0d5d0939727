using System.Globalization;
using SmartLocker.HardwareSpecs;

namespace SmartLocker.Firmware.Agent.Configuration;

/// <summary>Reads the command line; whatever is not understood stops the program by name.</summary>
public static class CommandLine
{
    public const string Help =
        """
        smartlocker-agent [self-test] --model ID --data DIR [options]

          --model ID             cabinet model of hardware-specs, such as SDL-24-CH
          --data DIR             the agent's folder: journal, key, certificate
          --simulate             a virtual board; its page is /board beside the kiosk's
          --server URL           https address of the server; without it the cabinet works alone
          --ca FILE              PEM with the only roots believed; needed with --server
          --enrol CODE           one-time code, for the first start or to enrol again; once it has served it is ignored
          --serial S             serial number the code is bound to; needed with --enrol
          --start-wait N         the first connection waits at random up to N seconds, 0 to 30; 30 is the default, so that
                                 a city does not come back all at once; 0 for a cabinet that nobody else starts with
          --kiosk-port N         0 to 65535 on loopback; 0, the default, takes any
          --stop-on-stdin-end    end when standard input ends
          --json                 self-test: one JSON object
          --help                 this text

        Prints "kiosk URL" and "ready" once it serves. Ends with 0, or 64 (command line), 65 (journal not trusted),
        69 (no driver for the board), 75 (another agent holds the folder or the port), 78 (configuration); self-test
        ends with 1 when it found something.

        """;

    private static readonly string[] Flags = ["--simulate", "--stop-on-stdin-end", "--json"];
    private static readonly string[] Keys =
        ["--model", "--data", "--server", "--ca", "--enrol", "--serial", "--kiosk-port", "--start-wait"];

    private static readonly string[] OfServer = ["--ca", "--enrol", "--serial"];

    public static OptionsOutcome Read(IReadOnlyList<string> args)
    {
        if (args.Contains("--help"))
        {
            return new OptionsOutcome.Help();
        }

        Dictionary<string, string> values = new(StringComparer.Ordinal);
        bool selfTest = args.Count > 0 && args[0] == "self-test";
        for (int index = selfTest ? 1 : 0; index < args.Count; index++)
        {
            string key = args[index];
            if (!Flags.Contains(key) && !Keys.Contains(key))
            {
                return Usage($"There is no {key}. See --help.");
            }

            if (Keys.Contains(key) && index + 1 == args.Count)
            {
                return Usage($"{key} needs a value.");
            }

            if (!values.TryAdd(key, Keys.Contains(key) ? args[++index] : ""))
            {
                return Usage($"{key} is given twice.");
            }
        }

        return Check(values, selfTest ? AgentVerb.SelfTest : AgentVerb.Run);
    }

    private static OptionsOutcome Check(Dictionary<string, string> values, AgentVerb verb)
    {
        if (!values.TryGetValue("--model", out string? id) || !values.TryGetValue("--data", out string? data))
        {
            return Usage("--model and --data are needed.");
        }

        if (Models.Find(id) is not { } model)
        {
            return Config($"--model: there is no \"{id}\"; there are {string.Join(", ", Models.All.Select(each => each.Id))}.");
        }

        string port = values.GetValueOrDefault("--kiosk-port", "0");
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort kioskPort))
        {
            return Config($"--kiosk-port: expected 0 to 65535, got \"{port}\".");
        }

        string wait = values.GetValueOrDefault("--start-wait", "30");
        if (!byte.TryParse(wait, NumberStyles.None, CultureInfo.InvariantCulture, out byte seconds)
            || TimeSpan.FromSeconds(seconds) > AgentOptions.StartWaitMax)
        {
            return Config($"--start-wait: expected 0 to 30, got \"{wait}\".");
        }

        (ServerOptions? server, OptionsOutcome.Bad? bad) = Server(values);
        return bad ?? (OptionsOutcome)new OptionsOutcome.Good(new AgentOptions
        {
            Verb = verb,
            Model = model,
            DataFolder = data,
            Simulate = values.ContainsKey("--simulate"),
            Server = server,
            KioskPort = kioskPort,
            StartWait = TimeSpan.FromSeconds(seconds),
            StopOnStdinEnd = values.ContainsKey("--stop-on-stdin-end"),
            Json = values.ContainsKey("--json"),
        });
    }

    private static (ServerOptions? Server, OptionsOutcome.Bad? Bad) Server(Dictionary<string, string> values)
    {
        string? code = values.GetValueOrDefault("--enrol");
        string? serial = values.GetValueOrDefault("--serial");
        if (!values.TryGetValue("--server", out string? url))
        {
            string? alone = OfServer.FirstOrDefault(values.ContainsKey);
            return (null, alone is null ? null : Config($"{alone} says nothing without --server."));
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme != Uri.UriSchemeHttps)
        {
            return (null, Config($"--server: expected an https address, got \"{url}\"."));
        }

        if (!values.TryGetValue("--ca", out string? ca) || !File.Exists(ca))
        {
            return (null, Config($"--ca: expected a PEM file with the roots of {url}, got \"{ca}\"."));
        }

        return code is not null && serial is null
            ? (null, Config("--enrol needs --serial: the code is bound to it."))
            : (new ServerOptions(address, ca, code, serial), null);
    }

    private static OptionsOutcome.Bad Usage(string problem) => new(ExitCode.Usage, problem);
    private static OptionsOutcome.Bad Config(string problem) => new(ExitCode.Config, problem);
}
