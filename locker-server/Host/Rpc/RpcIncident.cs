using System.Globalization;
using System.Security.Cryptography;
using Grpc.Core;

namespace SmartLocker.Server.Rpc;

/// <summary>The outermost edge of a call: what nobody foresaw becomes INTERNAL with a number that leads to the log.</summary>
internal static partial class RpcIncident
{
    public static async Task<T> Guard<T>(ILogger log, ServerCallContext context, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception unforeseen) when (!IsForeseen(unforeseen, context))
        {
            throw Report(log, unforeseen, context.Method);
        }
    }

    public static Task Guard(ILogger log, ServerCallContext context, Func<Task> call) => Guard(log, context, async () =>
    {
        await call();
        return true;
    });

    private static bool IsForeseen(Exception failure, ServerCallContext context) =>
        failure is RpcException || (failure is OperationCanceledException && context.CancellationToken.IsCancellationRequested);

    private static RpcException Report(ILogger log, Exception unforeseen, string method)
    {
        string incident = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        Unforeseen(log, unforeseen, method, incident);
        return new RpcException(new Status(StatusCode.Internal, $"Incident {incident}."));
    }

    [LoggerMessage(LogLevel.Error, "{Method} failed: incident {Incident}")]
    private static partial void Unforeseen(ILogger log, Exception failure, string method, string incident);
}
