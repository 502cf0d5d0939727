namespace SmartLocker.Server.Rpc.Wire;

/// <summary>A message says something that Cabinet Link does not allow. Caught where frames are read, never further out.</summary>
internal sealed class MalformedException(string problem) : Exception(problem);
