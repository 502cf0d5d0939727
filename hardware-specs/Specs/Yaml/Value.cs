using System.Collections.Immutable;
using System.Globalization;

namespace SmartLocker.HardwareSpecs.Yaml;

/// <summary>What a model file says at one place (closed family): JSON's values, each with its line.</summary>
internal abstract record Value
{
    private Value(int line) => Line = line;

    public int Line { get; }

    /// <summary>How a message quotes it.</summary>
    public abstract string Found { get; }

    /// <summary>Values in it with every anchor written out; bounds the work of reading it.</summary>
    public virtual long Weight => 1;

    public virtual int Depth => 1;

    public sealed record Nothing(int At) : Value(At)
    {
        public override string Found => "nothing";
    }

    /// <summary>Something stands here that was refused and named already; no other rule speaks of it.</summary>
    public sealed record Refused(int At) : Value(At)
    {
        public override string Found => "something refused";
    }

    public sealed record Flag(bool IsTrue, int At) : Value(At)
    {
        public override string Found => IsTrue ? "true" : "false";
    }

    public sealed record Number(decimal Amount, int At) : Value(At)
    {
        public override string Found => Amount.ToString(CultureInfo.InvariantCulture);
    }

    public sealed record Text(string Content, int At) : Value(At)
    {
        public override string Found => $"\"{(Content.Length > 60 ? Content[..60] + "…" : Content)}\"";
    }

    public sealed record List(ImmutableArray<Value> Items, int At) : Value(At)
    {
        public override string Found => $"a list of {Items.Length}";
        public override long Weight { get; } = 1 + Items.Sum(item => item.Weight);
        public override int Depth { get; } = 1 + Items.Select(item => item.Depth).DefaultIfEmpty().Max();
    }

    public sealed record Map(ImmutableArray<(string Key, Value Value)> Entries, int At) : Value(At)
    {
        private readonly Dictionary<string, Value> _byKey = Entries.ToDictionary(entry => entry.Key, entry => entry.Value);

        public override string Found => "a map";
        public override long Weight { get; } = 1 + Entries.Sum(entry => entry.Value.Weight);
        public override int Depth { get; } = 1 + Entries.Select(entry => entry.Value.Depth).DefaultIfEmpty().Max();

        public Value? Find(string key) => _byKey.GetValueOrDefault(key);
    }
}
