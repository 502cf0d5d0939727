namespace SmartLocker.HardwareSpecs.Loading;

/// <summary>One thing wrong with a model file: which rule, where, and what was expected and found.</summary>
/// <param name="Rule">R01–R23 for the rules of a model, Y01–Y08 for the text itself.</param>
/// <param name="Path">Such as banks[0].pulse.restMs; empty for the document as a whole.</param>
/// <param name="Line">Counted from 1; of the text that is to be changed.</param>
public sealed record ModelFault(string Rule, string Path, int Line, string Message)
{
    public override string ToString() => $"{Rule} line {Line}{(Path.Length > 0 ? $", {Path}" : "")}: {Message}";
}
