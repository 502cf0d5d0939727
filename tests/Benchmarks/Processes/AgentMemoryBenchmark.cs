using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using SmartLocker.Benchmarks.Figuring;

namespace SmartLocker.Benchmarks.Processes;

/// <summary>What the agents of a demonstration hold in memory when they idle: screen shown, link up, documents known.</summary>
internal static class AgentMemoryBenchmark
{
    private const double MaxMebibytes = 80;
    private const int MessageBytesMax = 256 * 1024;

    /// <summary>Idle is when an agent has spent at most a twentieth of a processor's time between two looks.</summary>
    private const double IdleShareMax = 0.05;

    /// <summary>An agent gives back what only its start needed 15 s after it is up (decision 0022).</summary>
    private static readonly TimeSpan SettleFor = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly string[] Configurations = ["Release", "Debug"];

    public static async Task<int> Run(string[] typed)
    {
        Report.Machine("agent-memory");
        bool kept = true;
        foreach (string configuration in Configurations.Where(one => one == Configurations[0] || BuiltServer.IsBuilt(one)))
        {
            await using BuiltServer server = await BuiltServer.Start(configuration);
            foreach (Uri kiosk in server.Kiosks) { await UntilOnline(kiosk); }

            await Task.Delay(SettleFor);
            foreach (int agent in server.AgentIds)
            {
                await UntilIdle(agent);
                double rss = Mebibytes(agent, "VmRSS:");
                kept &= rss < MaxMebibytes;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{configuration,-8} agent idles at {rss:F1} MiB resident, {Mebibytes(agent, "RssAnon:"):F1} its own, ")
                    + string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Mebibytes(agent, "RssFile:"):F1} files; most {Mebibytes(agent, "VmHWM:"):F1}"));
            }
        }

        return Report.Goal($"every agent idles under {MaxMebibytes} MiB", kept);
    }

    /// <summary>Looks at the screen as its page does, until it shows the link as up.</summary>
    private static async Task UntilOnline(Uri kiosk)
    {
        using ClientWebSocket page = new();
        await page.ConnectAsync(new UriBuilder(new Uri(kiosk, "kiosk/socket")) { Scheme = "ws" }.Uri, CancellationToken.None);
        byte[] buffer = new byte[MessageBytesMax];
        string message;
        do
        {
            int length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await page.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += part.Count;
            }
            while (!part.EndOfMessage);

            message = Encoding.UTF8.GetString(buffer, 0, length);
        }
        while (!message.Contains("\"online\":true", StringComparison.Ordinal));
    }

    private static async Task UntilIdle(int agent)
    {
        double before = ProcessorSeconds(agent);
        while (true)
        {
            await Task.Delay(LookEvery);
            double now = ProcessorSeconds(agent);
            if (now - before <= IdleShareMax * LookEvery.TotalSeconds) { return; }

            before = now;
        }
    }

    private static double Mebibytes(int id, string field)
    {
        string line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/status"))
            .First(text => text.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static double ProcessorSeconds(int id)
    {
        string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        long user = long.Parse(fields[11], CultureInfo.InvariantCulture);
        long system = long.Parse(fields[12], CultureInfo.InvariantCulture);
        return (user + system) / 100.0;
    }
}
