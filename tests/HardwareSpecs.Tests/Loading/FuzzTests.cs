using System.Text;
using SmartLocker.HardwareSpecs.Loading;

namespace SmartLocker.HardwareSpecs.Tests.Loading;

/// <summary>A model file comes from anywhere: whatever it holds, the loader answers and never throws.</summary>
public sealed class FuzzTests
{
    private const string Alphabet = "{}[]:,&*!|>'\"%@`#-? \n\t\r0123456789abcxyz~.\0\u0085\uFEFF";

    [Theory]
    [InlineData("sdl-12-sc")]
    [InlineData("sdl-24-ch")]
    [InlineData("sdl-60-rs")]
    public void A_damaged_model_gets_an_outcome(string model)
    {
        string text = Spoilt.Text(model);
        for (int seed = 1; seed <= 200; seed++)
        {
            string damaged = Damage(text, new Random(seed));
            Exception? thrown = Record.Exception(() => ModelLoader.Load(damaged, "damaged"));
            Assert.True(thrown is null, $"Seed {seed} of {model}: {thrown}");
        }
    }

    [Fact]
    public void Any_heap_of_signs_gets_an_outcome()
    {
        for (int seed = 1; seed <= 5000; seed++)
        {
            Random random = new(seed);
            string heap = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            Exception? thrown = Record.Exception(() => ModelLoader.Load(heap, "heap"));
            Assert.True(thrown is null, $"Seed {seed}: {thrown}");
        }
    }

    /// <summary>Values become values of other kinds: what the schema lets pass, rules and builder must bear.</summary>
    [Theory]
    [InlineData("sdl-12-sc")]
    [InlineData("sdl-24-ch")]
    public void A_value_of_another_kind_is_refused_or_borne(string model)
    {
        string text = Spoilt.Text(model);
        string[] strangers = ["0", "-1", "1", "2.5", "999999999999", "text", "\"\"", "true", "~", "[]", "{}", "[[1]]", "{a: 1}"];
        string[] words = [.. text.Split(' ', ',', '}', ']', '\n').Where(word => word.Length > 0 && word[^1] != ':').Distinct()];
        foreach ((int index, string word) in words.Index())
        {
            // A third of the pairs, another third for each word: all kinds meet all keys over the file.
            foreach (string stranger in strangers.Where((_, kind) => (index + kind) % 3 == 0))
            {
                int at = text.IndexOf(word, StringComparison.Ordinal);
                string changed = text.Remove(at, word.Length).Insert(at, stranger);
                Exception? thrown = Record.Exception(() => ModelLoader.Load(changed, "changed"));
                Assert.True(thrown is null, $"\"{word}\" as {stranger}: {thrown}");
            }
        }
    }

    private static string Damage(string text, Random random)
    {
        StringBuilder damaged = new(text);
        for (int times = random.Next(1, 6); times > 0; times--)
        {
            int at = random.Next(damaged.Length);
            int length = Math.Min(random.Next(1, 40), damaged.Length - at);
            switch (random.Next(4))
            {
                case 0: damaged.Remove(at, length); break;
                case 1: damaged.Insert(at, Alphabet[random.Next(Alphabet.Length)]); break;
                case 2: damaged.Insert(at, damaged.ToString(at, length)); break;
                default: damaged.Length = at + 1; break;
            }
        }

        return damaged.ToString();
    }
}
