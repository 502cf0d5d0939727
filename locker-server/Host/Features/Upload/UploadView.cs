using System.Collections.Immutable;
using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Features.Upload;

/// <summary>What became of every file of one drop.</summary>
public sealed record UploadView(ImmutableArray<IntakeResult> Results)
{
    public IEnumerable<(string File, IntakeOutcome.Accepted Outcome)> Accepted =>
        Results.Where(result => result.Outcome is IntakeOutcome.Accepted)
            .Select(result => (result.File, (IntakeOutcome.Accepted)result.Outcome));

    public IEnumerable<(string File, IntakeOutcome.Refused Outcome)> Refused =>
        Results.Where(result => result.Outcome is IntakeOutcome.Refused)
            .Select(result => (result.File, (IntakeOutcome.Refused)result.Outcome));
}
