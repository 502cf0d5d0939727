using System.Reflection;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grpc.Server.Calls;

/// <summary>Runs the calls of one method; the four kinds say what lies between request and reply.</summary>
internal abstract partial class CallHandler<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method, CallSettings settings, Delegate handler)
    where TService : class where TRequest : class where TResponse : class
{
    private static readonly ObjectFactory<TService> Create = ActivatorUtilities.CreateFactory<TService>([]);

    /// <summary>Of the handler method: authorization is said there.</summary>
    public IEnumerable<object> Attributes => handler.Method.GetCustomAttributes(inherit: true);

    public async Task HandleAsync(HttpContext http)
    {
        if (!RequestHead.Accepts(http))
        {
            return;
        }

        RequestHead.LiftBodyLimits(http);
        ResponseHead.Prepare(http.Response);
        HttpServerCallContext? context = null;
        try
        {
            context = new HttpServerCallContext(http, method.FullName, RequestHead.Timeout(http.Request), settings.Time);
            Status status = await RunAsync(http, context);
            ResponseHead.WriteStatus(http.Response, status, context.TrailersIfAny, context.HasMessages);
        }
        catch (Exception failure)
        {
            WriteFailure(http, context, failure);
        }
        finally
        {
            context?.Dispose();
        }
    }

    protected abstract Task InvokeAsync(
        TService service, RequestStream<TRequest> requests, ResponseStream<TResponse> responses,
        HttpServerCallContext context);

    private async Task<Status> RunAsync(HttpContext http, HttpServerCallContext context)
    {
        MessageReader<TRequest> reader = new(
            http.Request.BodyReader, method.RequestMarshaller, settings.Options.MaxReceiveMessageSize,
            RequestHead.Encoding(http.Request));
        RequestStream<TRequest> requests = new(reader, context);
        ResponseStream<TResponse> responses = new(
            http.Response.BodyWriter,
            new MessageFrame<TResponse>(method.ResponseMarshaller, settings.Options.MaxSendMessageSize), context);

        TService? registered = http.RequestServices.GetService<TService>();
        TService service = registered ?? Create(http.RequestServices, []);
        try
        {
            await InvokeAsync(service, requests, responses, context);
        }
        finally
        {
            context.IsComplete = true;
            if (registered is null)
            {
                await DisposeAsync(service);
            }
        }

        return context.IsDeadlineExceeded ? new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded") : context.Status;
    }

    private void WriteFailure(HttpContext http, HttpServerCallContext? context, Exception failure)
    {
        Metadata? trailers = context?.TrailersIfAny;
        Status status;
        if (context is { IsDeadlineExceeded: true })
        {
            status = new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded");
        }
        else if (failure is RpcException said)
        {
            status = said.Status;
            trailers = Joined(trailers, said.Trailers);
            RefusedCall(settings.Log, method.FullName, status.StatusCode, status.Detail);
        }
        else if (http.RequestAborted.IsCancellationRequested)
        {
            status = Status.DefaultCancelled;
            AbandonedCall(settings.Log, method.FullName);
        }
        else
        {
            string detail = settings.Options.EnableDetailedErrors is true
                ? $"Exception was thrown by handler. {failure.GetType().Name}: {failure.Message}"
                : "Exception was thrown by handler.";
            status = new Status(StatusCode.Unknown, detail);
            FailedCall(settings.Log, failure, method.FullName);
        }

        ResponseHead.WriteStatus(http.Response, status, trailers, context is { HasMessages: true });
    }

    private static Metadata Joined(Metadata? first, Metadata second)
    {
        if (first is null)
        {
            return second;
        }

        foreach (Metadata.Entry entry in second)
        {
            first.Add(entry);
        }

        return first;
    }

    private static ValueTask DisposeAsync(TService service)
    {
        if (service is IAsyncDisposable later)
        {
            return later.DisposeAsync();
        }

        (service as IDisposable)?.Dispose();
        return default;
    }

    [LoggerMessage(LogLevel.Debug, "{Method} ended with {Code}: {Detail}")]
    private static partial void RefusedCall(ILogger log, string method, StatusCode code, string detail);

    [LoggerMessage(LogLevel.Debug, "{Method} was given up by its caller")]
    private static partial void AbandonedCall(ILogger log, string method);

    [LoggerMessage(LogLevel.Error, "{Method} threw")]
    private static partial void FailedCall(ILogger log, Exception failure, string method);
}
