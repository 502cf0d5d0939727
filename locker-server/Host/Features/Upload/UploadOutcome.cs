using SmartLocker.Server.Features.Intake;

namespace SmartLocker.Server.Features.Upload;

/// <summary>One line of the answer to a program that uploads: the names are those of the program's other output lines.</summary>
internal sealed record UploadOutcome(string File, string Outcome)
{
    public string? Reason { get; init; }
    public string? Message { get; init; }

    /// <summary>發文字號.</summary>
    public string? Document { get; init; }

    public IEnumerable<string> Packets { get; init; } = [];
    public IEnumerable<string> Unresolved { get; init; } = [];
    public IEnumerable<string> Warnings { get; init; } = [];

    public static UploadOutcome Of(TakenIn taken) => taken switch
    {
        TakenIn.Accepted accepted => new UploadOutcome(accepted.File, "accepted")
        {
            Document = accepted.Number,
            Packets = accepted.Packets.Select(packet => packet.Value),
            Unresolved = accepted.Unresolved,
            Warnings = accepted.Warnings,
        },
        TakenIn.Refused refused =>
            new UploadOutcome(refused.File, "refused") { Reason = refused.Reason, Message = refused.Message },
        _ => throw new System.Diagnostics.UnreachableException($"No words for {taken}."),
    };
}
