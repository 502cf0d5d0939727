using SmartLocker.HardwareSpecs.Yaml;

namespace SmartLocker.HardwareSpecs.Loading;

/// <summary>Collects what the rules find; every rule runs, whatever the others found.</summary>
internal sealed class FaultList
{
    private readonly List<ModelFault> _faults = [];

    public bool IsEmpty => _faults.Count == 0;

    public IEnumerable<ModelFault> InOrder =>
        _faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Rule, StringComparer.Ordinal);

    public void Add(ModelFault fault) => _faults.Add(fault);

    public void Add(string rule, Node at, string message) => Add(new ModelFault(rule, at.Path, at.Line, message));
}
