using System.Collections.Immutable;
using SmartLocker.Server.Certificates;

namespace SmartLocker.Server.Rpc.Enrolment;

/// <summary>What becomes of a machine that wants a certificate (closed family).</summary>
internal abstract record EnrolOutcome
{
    private EnrolOutcome() { }

    /// <param name="Pepper">Empty for a document system.</param>
    public sealed record Enrolled(PeerIdentity Identity, IssuedCertificate Certificate, ImmutableArray<byte> Pepper)
        : EnrolOutcome;

    /// <summary>Wrong, spent, too old, for another serial number, or denied: it is not said which.</summary>
    public sealed record Refused : EnrolOutcome;

    public sealed record BadRequest(string Problem) : EnrolOutcome;
}
