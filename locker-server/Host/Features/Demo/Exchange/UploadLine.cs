namespace SmartLocker.Server.Features.Demo.Exchange;

/// <summary>One line of the page's answer to a drop.</summary>
internal sealed record UploadLine(string File, string Outcome)
{
    public string? Reason { get; init; }
    public string? Message { get; init; }

    /// <summary>發文字號.</summary>
    public string? Document { get; init; }
    public IReadOnlyList<string> Packets { get; init; } = [];
    public IReadOnlyList<string> Unresolved { get; init; } = [];
}
