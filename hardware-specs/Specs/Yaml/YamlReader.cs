using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Loading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SmartLocker.HardwareSpecs.Yaml;

/// <summary>Reads one YAML document into values, within bounds, and names everything that could be read in two ways.</summary>
/// <remarks>
/// Works on the parser's events instead of a deserializer: a deserializer lets the last of two equal keys win and stops at
/// the first fault. Anchors share their value, so an anchor of anchors costs no memory; its weight is bounded all the same.
/// </remarks>
internal sealed class YamlReader
{
    public const int CharactersMax = 256 * 1024;
    public const int WeightMax = 50_000;
    public const int DepthMax = 16;

    private readonly Parser _events;
    private readonly List<ModelFault> _faults = [];
    private readonly Dictionary<string, Value> _anchors = new(StringComparer.Ordinal);
    private int _depth;

    private YamlReader(string yaml) => _events = new Parser(new StringReader(yaml));

    /// <returns>The document as far as it could be read, and what is wrong with it; null only with a fault.</returns>
    public static (Value? Document, IReadOnlyList<ModelFault> Faults) Read(string yaml)
    {
        if (yaml.Length > CharactersMax)
        {
            return (null, [new("Y05", "", 1, $"Expected at most {CharactersMax} characters, found {yaml.Length}.")]);
        }

        YamlReader reader = new(yaml);
        reader.RefuseTabs(yaml);
        try
        {
            Value? document = reader.Document();
            return (document, reader._faults);
        }
        catch (TooLargeException large)
        {
            reader.Refuse("Y05", large.Path, large.Start.Line, large.Message);
            return (null, reader._faults);
        }
        catch (YamlException broken)
        {
            reader.Refuse("Y01", "", broken.Start.Line, $"Not YAML: {broken.Message}");
            return (null, reader._faults);
        }
    }

    private Value? Document()
    {
        Advance();
        Advance();
        if (_events.Current is not DocumentStart)
        {
            Refuse("Y06", "", 1, "Expected one document, found none.");
            return null;
        }

        Advance();
        Value? root = Any("");
        Advance();
        if (_events.Current is DocumentStart second)
        {
            Refuse("Y06", "", second.Start.Line, "Expected one document, found a second one.");
        }

        return root;
    }

    /// <summary>Reads the node at the current event and moves past it; null where a fault was named instead.</summary>
    private Value? Any(string path)
    {
        ParsingEvent here = _events.Current!;
        if (here is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            Refuse("Y07", path, here.Start.Line, $"Expected no tag, found {tagged.Tag}.");
        }

        Value? value = here switch
        {
            AnchorAlias alias => Shared(alias, path),
            Scalar scalar => Word(scalar, path),
            SequenceStart => List(path),
            MappingStart => Map(path),
            _ => throw new YamlException(here.Start, here.End, $"Found {here.GetType().Name} in place of a value."),
        };
        Advance();
        if (here is NodeEvent { Anchor.IsEmpty: false } node && value is not null)
        {
            _anchors[node.Anchor.Value] = value;
        }

        return value?.Weight > WeightMax || value?.Depth + _depth > DepthMax
            ? throw TooLarge(path, here)
            : value;
    }

    private Value? Shared(AnchorAlias alias, string path)
    {
        Value? value = _anchors.GetValueOrDefault(alias.Value.Value);
        if (value is null)
        {
            Refuse("Y01", path, alias.Start.Line, $"Expected an anchor that stands above, found *{alias.Value.Value}.");
        }

        return value;
    }

    private Value? Word(Scalar scalar, string path)
    {
        int line = Line(scalar.Start.Line);
        return scalar.Style == ScalarStyle.Plain
            ? Scalars.Read(scalar.Value, line, (rule, message) => Refuse(rule, path, line, message))
            : new Value.Text(scalar.Value, line);
    }

    private Value.List List(string path)
    {
        int line = Enter(path);
        ImmutableArray<Value>.Builder items = ImmutableArray.CreateBuilder<Value>();
        for (int index = 0; _events.Current is not SequenceEnd; index++)
        {
            // A refused item keeps its place: later items must not be reported under an earlier number.
            items.Add(Any($"{path}[{index}]") ?? new Value.Refused(line));
        }

        _depth--;
        return new Value.List(items.ToImmutable(), line);
    }

    private Value.Map Map(string path)
    {
        int line = Enter(path);
        ImmutableArray<(string, Value)>.Builder entries = ImmutableArray.CreateBuilder<(string, Value)>();
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        while (_events.Current is not MappingEnd)
        {
            (string key, int keyLine) = Key(path);
            Value value = Any(path.Length == 0 ? key : $"{path}.{key}") ?? new Value.Refused(keyLine);
            if (seen.TryAdd(key, keyLine))
            {
                entries.Add((key, value));
            }
            else
            {
                Refuse("Y02", path, keyLine, $"Expected every key once, found \"{key}\" again (first on line {seen[key]}).");
            }
        }

        _depth--;
        return new Value.Map(entries.ToImmutable(), line);
    }

    private (string Key, int Line) Key(string path)
    {
        if (_events.Current is not Scalar scalar)
        {
            ParsingEvent here = _events.Current!;
            throw new YamlException(here.Start, here.End, "Expected a word as key.");
        }

        int line = Line(scalar.Start.Line);
        if (scalar.Style == ScalarStyle.Plain && Scalars.IsBooleanIsh(scalar.Value))
        {
            Refuse("Y04", path, line, $"The key \"{scalar.Value}\" is a truth value to some readers: use another word.");
        }

        if (!scalar.Tag.IsEmpty)
        {
            Refuse("Y07", path, line, $"Expected no tag, found {scalar.Tag}.");
        }

        Advance();
        return (scalar.Value, line);
    }

    private int Enter(string path)
    {
        ParsingEvent here = _events.Current!;
        if (++_depth > DepthMax)
        {
            throw TooLarge(path, here);
        }

        Advance();
        return Line(here.Start.Line);
    }

    private void Advance()
    {
        try
        {
            _events.MoveNext();
        }
        catch (InvalidOperationException broken)
        {
            // YamlDotNet 16.3 says so, instead of its own exception, when a flow map is cut off before a next line with a colon.
            Mark here = _events.Current?.End ?? default;
            throw new YamlException(here, here, "A bracket is not closed.", broken);
        }
    }

    private void RefuseTabs(string yaml)
    {
        foreach ((int index, string line) in yaml.Split('\n').Index())
        {
            if (line.Contains('\t'))
            {
                Refuse("Y08", "", index + 1, "Expected spaces, found a tab.");
            }
        }
    }

    private void Refuse(string rule, string path, long line, string message) =>
        _faults.Add(new ModelFault(rule, path, Line(line), message));

    private static TooLargeException TooLarge(string path, ParsingEvent here) =>
        new(path, here.Start, $"Expected at most {WeightMax} values in {DepthMax} levels, anchors written out; found more.");

    /// <summary>The parser's lines start at 1; a fault before the first line is reported on it.</summary>
    private static int Line(long line) => (int)Math.Max(1, line);

    /// <summary>Ends the reading: what is too large is not worth a list of its other faults.</summary>
    private sealed class TooLargeException(string path, Mark at, string message) : YamlException(at, at, message)
    {
        public string Path => path;
    }
}
