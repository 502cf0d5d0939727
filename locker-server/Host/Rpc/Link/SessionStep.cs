using System.Collections.Immutable;
using SmartLocker.Contracts.V1;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>What a stream does next: these frames, in order, and then perhaps its end.</summary>
internal sealed record SessionStep(ImmutableArray<ServerFrame> Send, SessionEnd? End)
{
    public static SessionStep Nothing { get; } = new([], null);

    public static SessionStep Of(params ImmutableArray<ServerFrame> frames) => new(frames, null);

    public static SessionStep Ends(RpcProblem problem, string detail) => new([], new SessionEnd(problem, detail));
}
