using SmartLocker.Server.Core.Assignment;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>Whether two persons may take a 密 packet (closed family).</summary>
public abstract record SecretAnswer
{
    private SecretAnswer() { }

    public sealed record Checked(string Id) : SecretAnswer;

    public sealed record Refused(CallRefusal Reason) : SecretAnswer;
}
