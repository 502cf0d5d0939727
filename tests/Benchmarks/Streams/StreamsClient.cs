using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using SmartLocker.Contracts.V1;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using HeldState = SmartLocker.Firmware.Core.Desired.DesiredState;

namespace SmartLocker.Benchmarks.Streams;

/// <summary>One cabinet that says nothing but that it is there: the agent's own session over a connection of its own.</summary>
internal sealed class StreamsClient(Uri server, X509Certificate2Collection roots, X509Certificate2 own, JournalId journal)
    : IJournalReader
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(30);
    private static readonly LinkIdentity Identity = new(StreamsCity.Model, 1, "bench", "boot-1");

    private const int ToldMax = 3;

    private static int _welcomed;
    private static int _told;

    private readonly Backoff _backoff = new();
    private HeldState? _held;
    private long _epoch;

    /// <summary>Of all cabinets of this process, those whose stream is welcomed now.</summary>
    public static int Welcomed => Volatile.Read(ref _welcomed);

    public JournalId Id => journal;
    public long FirstSequence => 1;
    public long LastSequence => 0;
    public ImmutableArray<byte> LastHash => StoredEntry.NoHash;

    public ImmutableArray<StoredEntry> ReadFrom(long sequence, int max) => [];

    /// <summary>Comes back for ever, as CL-62 says.</summary>
    public async Task Run(TimeSpan first)
    {
        await Task.Delay(first);
        using GrpcChannel channel = ServerChannel.To(server, roots, SslStreamCertificateContext.Create(own, null, offline: true));
        while (true)
        {
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            try
            {
                await Talk(channel);
            }
            catch (RpcException broken)
            {
                Tell(broken);
            }

            await Task.Delay(_backoff.Next(System.Diagnostics.Stopwatch.GetElapsedTime(start)));
        }
    }

    private async Task Talk(GrpcChannel channel)
    {
        LinkSession session = new(this, Identity, _held, _epoch);
        using AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> call =
            new CabinetLink.CabinetLinkClient(channel.CreateCallInvoker()).Connect();
        await Speak(call, session);
        bool counted = false;
        try
        {
            Task<bool> heard = call.ResponseStream.MoveNext(CancellationToken.None);
            Task beat = Task.Delay(BeatEvery);
            while (true)
            {
                if (await Task.WhenAny(heard, beat) == beat)
                {
                    beat = Task.Delay(BeatEvery);
                    session.Beat([]);
                }
                else
                {
                    if (!await heard) { return; }

                    foreach (CabinetInput input in session.Receive(call.ResponseStream.Current))
                    {
                        Take(session, input, ref counted);
                    }

                    heard = call.ResponseStream.MoveNext(CancellationToken.None);
                }

                await Speak(call, session);
            }
        }
        finally
        {
            if (counted) { Interlocked.Decrement(ref _welcomed); }
        }
    }

    private void Take(LinkSession session, CabinetInput input, ref bool counted)
    {
        if (input is CabinetInput.LinkWelcomed welcomed)
        {
            (_epoch, counted) = (welcomed.Epoch, true);
            Interlocked.Increment(ref _welcomed);
        }

        if (input is CabinetInput.DesiredReceived { Change: var change })
        {
            (long version, DateTimeOffset madeAt) = change switch
            {
                DesiredChange.Full full => (full.State.Version, full.State.MadeAt),
                DesiredChange.Delta delta => (delta.Version, delta.MadeAt),
                _ => throw new UnreachableException($"{change}"),
            };
            _held = HeldState.Empty with { Version = version, MadeAt = madeAt }; // Its contents are no part of the measurement.
            session.Held(version);
        }
    }

    /// <summary>The server is away, or stops; should it be anything else, one word of it is enough.</summary>
    private static void Tell(RpcException broken)
    {
        if (Interlocked.Increment(ref _told) <= ToldMax) { Console.Error.WriteLine(broken.Status); }
    }

    private static async Task Speak(AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> call, LinkSession session)
    {
        while (session.Next() is { } frame) { await call.RequestStream.WriteAsync(frame); }
    }
}
