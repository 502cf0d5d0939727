using System.Diagnostics.CodeAnalysis;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Which health checks speak for which gRPC service. The empty name stands for the server and all checks.</summary>
public sealed class GrpcHealthChecksOptions
{
    public ServiceMappingCollection Services { get; } = new();
}

/// <summary>One health check, as a mapping sees it.</summary>
public sealed class HealthCheckMapContext(string name, IEnumerable<string> tags)
{
    public string Name { get; } = name;
    public IEnumerable<string> Tags { get; } = tags;
}

/// <summary>The mappings, by service name.</summary>
public sealed class ServiceMappingCollection
{
    private readonly Dictionary<string, Func<HealthCheckMapContext, bool>> _byName = new(StringComparer.Ordinal)
    {
        [""] = _ => true,
    };

    public void Map(string name, Func<HealthCheckMapContext, bool> predicate) => _byName[name] = predicate;

    public void Clear() => _byName.Clear();

    internal IEnumerable<string> Names => _byName.Keys;

    internal bool TryGet(string name, [NotNullWhen(true)] out Func<HealthCheckMapContext, bool>? predicate) =>
        _byName.TryGetValue(name, out predicate);
}
