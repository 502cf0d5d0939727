using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using SmartLocker.Contracts.V1;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Link;
using ServerCall = SmartLocker.Firmware.Core.Link.ServerCall;

namespace SmartLocker.Firmware.Agent.Link;

/// <summary>
/// Keeps one Cabinet Link stream up, for ever: connect, talk, and when it breaks, wait and resume from the ack.
/// </summary>
/// <remarks>
/// What the frames mean is <see cref="LinkSession"/>'s business; here are the socket, the clock and the one writer.
/// A stream on which nothing arrives for 75 s is dead, whatever the socket believes.
/// </remarks>
public sealed partial class LinkClient(
    LinkContext context, Func<CabinetLink.CabinetLinkClient> connect, TimeProvider time, Backoff backoff,
        ILogger<LinkClient> log) : ILinkSender
{
    /// <summary>Characters of a refusal that go on record.</summary>
    private const int RefusalMax = 200;

    private readonly Lock _gate = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly ILogger<LinkClient> _log = log;
    private LinkSession? _session;
    private KeepAlive _alive = new(time);
    private long _welcomedAt;

    /// <summary>Nothing is measured without them.</summary>
    public Gauges? Gauges { get; init; }

    public async Task RunAsync(CancellationToken cancellation)
    {
        TimeSpan first = backoff.BeforeFirst();
        await WaitAsync(first, cancellation);
        while (!cancellation.IsCancellationRequested)
        {
            bool welcomed = await TalkAsync(cancellation);
            TimeSpan wait = backoff.Next(welcomed ? time.GetElapsedTime(_welcomedAt) : TimeSpan.Zero);
            await WaitAsync(wait, cancellation);
        }
    }

    public bool TryAsk(string correlationId, TimeSpan deadline, ServerCall call) =>
        Say(session => session.TryAsk(correlationId, deadline, call));

    public bool TryAnswer(string correlationId, OrderAnswer answer) => Say(session => session.TryAnswer(correlationId, answer));

    public void Held(long version) => Say(session =>
    {
        session.Held(version);
        return true;
    });

    public void Recorded() => Wake();

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellation)
    {
        if (wait > TimeSpan.Zero && !cancellation.IsCancellationRequested) { LogWaits((int)wait.TotalMilliseconds); }

        await Task.Delay(wait, time, cancellation);
    }

    /// <summary>One stream, from Hello to its end, however it ends.</summary>
    /// <returns>Whether it was welcomed.</returns>
    private async Task<bool> TalkAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        LinkSession session = NewSession();
        string? refusal = null;
        try
        {
            using AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> call = connect().Connect(cancellationToken: end.Token);
            _alive = new KeepAlive(time);
            await TalkAsync(call, session, end);
        }
        catch (Exception broken) when (
            broken is RpcException or IOException or OperationCanceledException or FormatException or HttpRequestException
                or JournalWriteException or SqliteException)
        {
            if (!cancellation.IsCancellationRequested) { LogBroken(broken.Message); } // A stop breaks it too, and is no news.

            refusal = RefusalIn(broken);
        }
        finally
        {
            lock (_gate)
            {
                _session = null;
            }
        }

        if (session.IsWelcomed)
        {
            await context.Inbox.WriteAsync(new CabinetInput.LinkLost(), cancellation);
        }

        if (refusal is not null)
        {
            await context.Inbox.WriteAsync(new CabinetInput.LinkRefused(refusal), cancellation);
        }

        return session.IsWelcomed;
    }

    /// <summary>What the server holds against this cabinet, where that ended the stream; coming back mends nothing.</summary>
    private static string? RefusalIn(Exception broken) =>
        broken is RpcException
        {
            StatusCode: StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.PermissionDenied,
        } refused
            ? $"{refused.StatusCode}: {refused.Status.Detail[..Math.Min(refused.Status.Detail.Length, RefusalMax)]}"
            : null;

    /// <summary>The first part that ends, ends the others: half a stream is none.</summary>
    private async Task TalkAsync(
        AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> call, LinkSession session, CancellationTokenSource end)
    {
        Task[] parts = [SendAsync(call, session, end.Token), ReceiveAsync(call, session, end.Token),
            BeatAsync(session, end.Token)];
        Task first = await Task.WhenAny(parts);
        await end.CancelAsync();
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // Why the others ended is known.
        await first;
    }

    private LinkSession NewSession()
    {
        LinkSession session = new(
            context.Journal, context.Identity, context.Journal.Kept.Desired(), context.Journal.Kept.HighestEpoch());
        lock (_gate)
        {
            _session = session;
        }

        return session;
    }

    private async Task SendAsync(
        AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> call, LinkSession session, CancellationToken end)
    {
        while (true)
        {
            if (Next(session) is { } frame)
            {
                await call.RequestStream.WriteAsync(frame, end);
            }
            else
            {
                await _wake.Reader.ReadAsync(end);
            }
        }
    }

    private async Task ReceiveAsync(
        AsyncDuplexStreamingCall<CabinetFrame, ServerFrame> call, LinkSession session, CancellationToken end)
    {
        while (await call.ResponseStream.MoveNext(end))
        {
            _alive.Heard();
            foreach (CabinetInput input in Receive(session, call.ResponseStream.Current))
            {
                await context.Inbox.WriteAsync(input, end);
            }

            Wake();
        }
    }

    private async Task BeatAsync(LinkSession session, CancellationToken end)
    {
        using PeriodicTimer timer = new(KeepAlive.LookEvery, time);
        while (await timer.WaitForNextTickAsync(end) && !_alive.IsDead)
        {
            bool beats = _alive.TakeBeat();
            bool measures = Gauges is not null && session.IsWelcomed && _alive.TakeMeasure();
            lock (_gate)
            {
                if (beats)
                {
                    session.Beat(context.Open());
                }

                if (measures)
                {
                    session.Measured(Gauges!.Read());
                }
            }

            Wake();
        }
    }

    private IEnumerable<CabinetInput> Receive(LinkSession session, ServerFrame frame)
    {
        lock (_gate)
        {
            IReadOnlyList<CabinetInput> inputs = session.Receive(frame);
            if (frame.FrameCase is ServerFrame.FrameOneofCase.Welcome)
            {
                // Before anything of this epoch is obeyed, lower ones are refused for ever.
                context.Journal.Kept.KeepEpoch(session.Epoch);
                _welcomedAt = time.GetTimestamp();
                LogWelcomed(session.Epoch);
            }

            if (session.TakeServerTime() is { } serverTime)
            {
                context.Clock.ServerSaid(serverTime);
            }

            return inputs;
        }
    }

    private CabinetFrame? Next(LinkSession session)
    {
        lock (_gate)
        {
            return session.Next();
        }
    }

    private bool Say(Func<LinkSession, bool> say)
    {
        bool said;
        lock (_gate)
        {
            said = _session is not null && say(_session);
        }

        Wake();
        return said;
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    [LoggerMessage(Level = LogLevel.Information, Message = "Link welcomed, epoch {Epoch}.")]
    private partial void LogWelcomed(long epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Link broken: {Reason}")]
    private partial void LogBroken(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Link waits {Milliseconds} ms before it tries.")]
    private partial void LogWaits(int milliseconds);
}
