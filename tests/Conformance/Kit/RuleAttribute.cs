namespace SmartLocker.Conformance.Kit;

/// <summary>The rule of docs/cabinet-link.md that a test holds its end to.</summary>
/// <param name="number">Such as CL-23.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RuleAttribute(string number) : Attribute
{
    public string Number => number;
}
