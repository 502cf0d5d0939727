using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace SmartLocker.Benchmarks.Streams;

/// <summary>All cabinets in a process of their own: sockets and memory of both ends would not fit into one.</summary>
internal static class StreamsClients
{
    public const string Verb = "streams-clients";

    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(0.5);

    /// <summary>CL-62: after power-up a cabinet waits for up to so long.</summary>
    private static readonly TimeSpan StartWaitMax = TimeSpan.FromSeconds(30);

    /// <summary>Tells how many are welcomed, again and again, until its input ends.</summary>
    public static async Task<int> Run(string[] typed)
    {
        (string folder, Uri server) = (typed[0], new Uri(typed[1]));
        X509Certificate2Collection roots = StreamsCity.Roots(folder);
        ImmutableArray<X509Certificate2> certificates = StreamsCity.Certificates(folder);
        Random chance = new(1);
        Task[] running =
        [
            .. certificates.Select((own, index) => new StreamsClient(server, roots, own, JournalId.Parse($"journal-{index}"))
                .Run(chance.NextDouble() * StartWaitMax)),
        ];
        Task<string?> told = Task.Run(Console.In.ReadLine); // The asynchronous one blocks its caller.
        while (!told.IsCompleted)
        {
            await Task.WhenAny(told, Task.Delay(TellEvery));
            Console.WriteLine(StreamsClient.Welcomed.ToString(CultureInfo.InvariantCulture));
            foreach (Task broken in running.Where(one => one.IsFaulted)) { await broken; }
        }

        return 0;
    }
}
