using System.Text;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Core.Tests.Intake;

/// <summary>
/// Good files with random damage: every one has an outcome, and no damage lets a secret out or a wrong code in.
/// </summary>
public sealed class MutationTests
{
    private const int Rounds = 4_000;
    private const string Told = "調查王大明案卷宗";

    private static readonly string[] Shreds =
    [
        "<", ">", "</", "/>", "&", ";", "&x;", "\"", "'", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE", "[", "]",
        "\0",
        "密等", "機密", "代碼", "\uFFFC", "\uFEFF", "交換表", "<全銜>", "<機關代碼>", "115", "第", "<!ENTITY 表單 SYSTEM \"list.sw\" NDATA DI>",
    ];

    [Fact]
    public void Damage_of_any_kind_has_an_outcome()
    {
        byte[] letter = Encoding.UTF8.GetBytes(Letter.ByList().Xml);
        byte[] list = Encoding.UTF8.GetBytes(Letter.List(Letter.Row("甲局", "A1"), Letter.Row("乙局", "B1", "副本")));
        Dictionary<string, int> seen = [];
        for (int seed = 0; seed < Rounds; seed++)
        {
            Random chance = new(seed);
            bool harmsLetter = chance.Next(3) > 0;
            IntakeOutcome outcome = Taking.Outcome(
                harmsLetter ? Harm(letter, chance) : letter,
                null,
                new DropFile("list.sw", harmsLetter ? list : Harm(list, chance)));
            string kind = outcome is IntakeOutcome.Refused refused ? refused.Reason.Code() : "accepted";
            seen[kind] = seen.GetValueOrDefault(kind) + 1;
        }

        // The damage reaches the later stages too, or this would prove little.
        Assert.Superset(
            new HashSet<string> { "accepted", "not-xml", "truncated", "secrecy", "missing-exchange-list", "bad-exchange-list" },
            seen.Keys.ToHashSet());
    }

    [Fact]
    public void No_damage_beside_the_level_makes_a_secret_letter_an_open_one()
    {
        string block = """<密等及解密條件或保密期限><密等 代碼="機密"/><解密條件或保密期限/></密等及解密條件或保密期限>""";
        string whole = new Letter { Secrecy = "@", Subject = $"<主旨><文字>{Told}</文字></主旨>" }.Xml;
        string[] around = whole.Split('@');
        for (int seed = 0; seed < Rounds; seed++)
        {
            Random chance = new(seed);
            string before = Harmless(around[0], chance);
            string behind = Harmless(around[1], chance);

            IntakeOutcome outcome = Taking.Outcome(before + block + behind);

            Assert.True(outcome is IntakeOutcome.Refused, $"Seed {seed} let a secret letter in.");
        }
    }

    [Fact]
    public void No_damage_to_a_list_gives_a_receiver_the_code_of_another()
    {
        string[] rows = [.. Enumerable.Range(0, 8).Select(i => Letter.Row($"第{i}校", $"S{i}"))];
        string list = Letter.List(rows);
        for (int seed = 0; seed < Rounds; seed++)
        {
            Random chance = new(seed);
            DropFile damaged = Taking.Beside("list.sw", WithoutSomePart(list, chance));
            IntakeOutcome outcome = Taking.Outcome(Letter.ByList().Xml, null, damaged);
            if (outcome is not IntakeOutcome.Accepted accepted) { continue; }

            foreach (Receiver receiver in accepted.Document.Receivers.Where(row => row.Name.Length > 0 && row.Code is not null))
            {
                bool isOwn = receiver.Code!.Value.Value == "S" + receiver.Name[1];
                Assert.True(isOwn, $"Seed {seed}: {receiver.Name} got {receiver.Code}.");
            }
        }
    }

    private static byte[] Harm(byte[] good, Random chance)
    {
        List<byte> bytes = [.. good];
        for (int times = chance.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            int at = chance.Next(bytes.Count);
            int length = Math.Min(chance.Next(1, 40), bytes.Count - at);
            switch (chance.Next(5))
            {
                case 0: bytes.RemoveRange(at, length); break;
                case 1: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Shreds[chance.Next(Shreds.Length)])); break;
                case 2: bytes[at] = (byte)chance.Next(256); break;
                case 3: bytes.InsertRange(chance.Next(bytes.Count), bytes.GetRange(at, length)); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Damage that cannot make markup vanish: insertions that hide nothing, and repeated or exchanged letters.</summary>
    private static string Harmless(string text, Random chance)
    {
        StringBuilder damaged = new(text);
        for (int times = chance.Next(1, 4); times > 0; times--)
        {
            int at = chance.Next(damaged.Length);
            switch (chance.Next(3))
            {
                case 0: damaged.Insert(at, (string[])["&x;", " ", "\uFFFC", "密", "<密等/>", "<a/>"], chance.Next(6)); break;
                case 1: damaged.Insert(at, damaged[chance.Next(damaged.Length)]); break;
                default: damaged[at] = damaged[chance.Next(damaged.Length)]; break;
            }
        }

        return damaged.ToString();
    }

    /// <summary>An element with its text gone, as when a producer leaves a field out.</summary>
    private static string WithoutSomePart(string list, Random chance)
    {
        string name = ((string[])["全銜", "機關代碼", "含附件", "本別"])[chance.Next(4)];
        string[] parts = list.Split($"<{name}>");
        int at = chance.Next(1, parts.Length);
        string rest = parts[at][(parts[at].IndexOf($"</{name}>", StringComparison.Ordinal) + name.Length + 3)..];
        return string.Join($"<{name}>", parts[..at]) + string.Join($"<{name}>", [rest, .. parts[(at + 1)..]]);
    }
}

internal static class Insertion
{
    public static void Insert(this StringBuilder text, int at, string[] choices, int choice) => text.Insert(at, choices[choice]);
}
