using Grpc.Core;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Rpc.Peers;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>The pump around a <see cref="CabinetSession"/>: its only loop, and frames in and out.</summary>
internal sealed partial class CabinetLinkService(
    LinkDesks desks, CabinetStreams streams, StreamTicker ticker, TimeProvider time, ILogger<CabinetLinkService> log,
    IHostApplicationLifetime host)
    : CabinetLink.CabinetLinkBase
{
    public override Task Connect(
        IAsyncStreamReader<CabinetFrame> requestStream, IServerStreamWriter<ServerFrame> responseStream,
        ServerCallContext context) =>
        RpcIncident.Guard(log, context, () => Run(requestStream, responseStream, context));

    private async Task Run(
        IAsyncStreamReader<CabinetFrame> frames, IServerStreamWriter<ServerFrame> answers, ServerCallContext context)
    {
        CabinetId cabinet = context.Cabinet();
        CabinetSession session = new(cabinet, desks, time);
        LiveStream stream = new(context.Peer(), session);
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, stream.Stopping.Token, host.ApplicationStopping);

        Task reading = Read(frames, stream, over.Token);
        ticker.Add(stream);
        try
        {
            await Loop(cabinet, session, stream, answers, over.Token);
        }
        finally
        {
            await over.CancelAsync();
            ticker.Remove(stream);
            streams.Leave(cabinet, stream);
            session.End();
            EndWaiting(stream);
            await reading;
            Ended(log, cabinet, session.Live?.Epoch ?? 0);
        }

        if (stream.Ended is { } end) { throw end.Problem.ToException(end.Detail); }
        if (host.ApplicationStopping.IsCancellationRequested) { throw RpcProblem.Unavailable.ToException("The server stops."); }
    }

    private async Task Loop(
        CabinetId cabinet, CabinetSession session, LiveStream stream, IServerStreamWriter<ServerFrame> answers,
        CancellationToken over)
    {
        bool welcomed = false;
        try
        {
            await foreach (SessionInput input in stream.Inbox.ReadAllAsync(over))
            {
                if (input is SessionInput.Changed) { stream.ChangeTaken(); }

                SessionStep step = await session.Handle(input);
                if (!welcomed && session.Live is { } live)
                {
                    welcomed = true;
                    await streams.Welcome(cabinet, stream);

                    // What was committed after its document was made and before it was known here reached nobody.
                    stream.Change();
                    Welcomed(log, cabinet, live.Epoch);
                }

                foreach (ServerFrame frame in step.Send) { await Write(answers, frame, over); }
                if (step.End is { } end) { throw end.Problem.ToException(end.Detail); }
                if (stream.TakeMissedChange()) { stream.Change(); }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Taken over, denied, stopping, or the cabinet went away: who ended it says how.
        }
    }

    /// <summary>A cabinet that takes nothing more holds up its own stream only, and that not for ever.</summary>
    private async Task Write(IServerStreamWriter<ServerFrame> answers, ServerFrame frame, CancellationToken over)
    {
        using CancellationTokenSource tooLong = new(CabinetSession.SilenceMax, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, over);
        try
        {
            await answers.WriteAsync(frame, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (tooLong.IsCancellationRequested)
        {
            throw RpcProblem.TooLate.ToException("Nothing was taken for 75 s.");
        }
        catch (InvalidOperationException) when (over.IsCancellationRequested)
        {
            throw new OperationCanceledException(over);
        }
    }

    private async Task Read(IAsyncStreamReader<CabinetFrame> frames, LiveStream stream, CancellationToken over)
    {
        try
        {
            while (await frames.MoveNext(over))
            {
                await stream.Put(new SessionInput.Came(frames.Current, time.GetTimestamp()), over);
            }
        }
        catch (OperationCanceledException)
        {
            // The cabinet, or somebody here, ended the stream.
        }
        catch (RpcException broken)
        {
            RpcProblem problem = broken.StatusCode is StatusCode.ResourceExhausted ? RpcProblem.TooMuch : RpcProblem.Malformed;
            await stream.Close(new SessionEnd(problem, broken.Status.Detail));
        }
        finally
        {
            stream.Complete();
        }
    }

    /// <summary>Orders that reached the inbox and not the session.</summary>
    private static void EndWaiting(LiveStream stream)
    {
        stream.Complete();
        while (stream.Inbox.TryRead(out SessionInput? input))
        {
            if (input is SessionInput.Ordered { Order: var order }) { order.End(new Orders.OrderOutcome.Offline()); }
        }
    }

    [LoggerMessage(LogLevel.Information, "{Cabinet} is connected, epoch {Epoch}")]
    private static partial void Welcomed(ILogger log, CabinetId cabinet, long epoch);

    [LoggerMessage(LogLevel.Information, "{Cabinet} is gone, epoch {Epoch}")]
    private static partial void Ended(ILogger log, CabinetId cabinet, long epoch);
}
