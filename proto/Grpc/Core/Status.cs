namespace Grpc.Core;

/// <summary>How a call ended: a code, and a text for whoever reads the log.</summary>
public readonly struct Status
{
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    private readonly string? _detail;

    public Status(StatusCode statusCode, string detail) : this(statusCode, detail, null)
    {
    }

    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        _detail = detail;
        DebugException = debugException;
    }

    public StatusCode StatusCode { get; }

    public string Detail => _detail ?? "";

    /// <summary>What happened on this side; never sent.</summary>
    public Exception? DebugException { get; }

    public override string ToString() => DebugException is null
        ? $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")"
        : $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\", "
            + $"DebugException=\"{DebugException.GetType()}: {DebugException.Message}\")";
}
