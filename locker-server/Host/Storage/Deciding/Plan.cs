namespace SmartLocker.Server.Storage.Deciding;

/// <summary>
/// What was decided on freshly loaded states: what to write, if anything, and what to answer once it is durable.
/// </summary>
internal sealed record Plan<T>(Commit? Commit, T Result);
