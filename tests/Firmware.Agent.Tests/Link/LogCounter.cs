using Microsoft.Extensions.Logging;
using SmartLocker.Firmware.Agent.Enrolment;

namespace SmartLocker.Firmware.Agent.Tests.Link;

/// <summary>Counts warnings and ends the attempt at the first.</summary>
internal sealed class LogCounter(CancellationTokenSource end) : ILogger<ServerAccess>
{
    public int Warnings { get; private set; }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Warnings++;
        end.Cancel();
    }
}
