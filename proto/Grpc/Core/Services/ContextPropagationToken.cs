namespace Grpc.Core;

/// <summary>Part of the shape of <see cref="ServerCallContext"/>; this runtime propagates nothing.</summary>
public abstract class ContextPropagationToken;

/// <summary>Part of the shape of <see cref="ServerCallContext"/>; this runtime propagates nothing.</summary>
public class ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
{
    public static readonly ContextPropagationOptions Default = new();

    public bool IsPropagateDeadline { get; } = propagateDeadline;
    public bool IsPropagateCancellation { get; } = propagateCancellation;
}
