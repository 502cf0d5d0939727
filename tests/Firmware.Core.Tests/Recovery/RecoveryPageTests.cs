using System.Reflection;
using System.Runtime.CompilerServices;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Recovery;
using SmartLocker.HardwareSpecs;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Recovery;

/// <summary>docs/recovery.md says what the program does, row by row, and leaves no persisted state out.</summary>
public sealed class RecoveryPageTests
{
    public static TheoryData<int> Rows => [.. Enumerable.Range(0, PersistedState.All.Length)];

    [Theory, MemberData(nameof(Rows))]
    public void Each_persisted_state_recovers_as_its_row_says(int row)
    {
        PersistedState persisted = PersistedState.All[row];
        (CabinetState state, IReadOnlyList<Fact> facts) = Start(Holdings.Fold(persisted.History));
        Assert.Equal(persisted.Expected, facts);
        Assert.True(persisted.Holds(state), persisted.ToString());

        // Power may fail again at once: a second start finds nothing more to say.
        Assert.Empty(Start(state.Holdings).Facts);
    }

    [Theory, MemberData(nameof(Rows))]
    public void Each_history_really_leaves_what_its_row_is_about(int row)
    {
        PersistedState persisted = PersistedState.All[row];
        Assert.Contains(persisted.Property, Changed(Holdings.Empty, Holdings.Fold(persisted.History)));
    }

    [Fact]
    public void Nothing_that_the_holdings_keep_lacks_a_row() => Assert.Equal(
        Kept().Select(property => property.Name).Except([nameof(Holdings.UnderWay)]).Order(StringComparer.Ordinal),
        PersistedState.All.Select(row => row.Property).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_has_every_row()
    {
        Page page = new();
        page.Holds("releases", Releases().Select(row =>
            $"| {row.Purpose} | {row.Result} | {Words(row.Facts)} |"));
        page.Holds("states", PersistedState.All.Select(row =>
            $"| `{row.Property}` | {row.What} | {Words(row.Expected)} | {row.Then} |"));
        page.Holds("facts", typeof(Fact).GetNestedTypes().Select(kind =>
            $"| `{kind.Name}` | {string.Join(", ", Touched(kind).Select(name => $"`{name}`"))} |"));
    }

    private static (CabinetState State, IReadOnlyList<Fact> Facts) Start(Holdings holdings)
    {
        (CabinetState state, var facts) = CabinetRecovery.Start(
            holdings, DesiredState.Empty, Models.Find("SDL-24-CH")!, new Uptime(TimeSpan.FromSeconds(1)));
        return (state, facts);
    }

    private static IEnumerable<(ReleasePurpose Purpose, string Result, IEnumerable<Fact> Facts)> Releases() =>
        from purpose in Enum.GetValues<ReleasePurpose>()
        from result in Enum.GetValues<ReleaseResult>().Select(value => (ReleaseResult?)value).Prepend(null)
        let intent = new Fact.ReleaseIntended(
            CommandId.Parse("c"), 3, purpose, [Plain], [Sender.Id], new Authorisation.AssignedLocally("a"))
        let facts = RecoveryTable.Row(new ReleaseUnderWay(intent, result))
        select (purpose, result?.ToString() ?? "none yet", facts);

    /// <summary>What of the holdings a fact of this kind changes, in any state that some history before it leads to.</summary>
    private static IEnumerable<string> Touched(Type kind)
    {
        Holdings[] before = [.. FactExamples.Histories.Select(history => Holdings.Fold(history))];
        Fact[] examples = [.. FactExamples.All.Where(fact => fact.GetType() == kind)];
        Assert.True(examples.Length > 0, $"{kind.Name} has no example.");
        HashSet<string> touched =
            [.. from held in before from fact in examples from name in Changed(held, held.Apply(fact)) select name];
        return Kept().Select(property => property.Name).Where(touched.Contains);
    }

    private static IEnumerable<string> Changed(Holdings before, Holdings after) => Kept()
        .Where(property => !Equals(property.GetValue(before), property.GetValue(after))).Select(property => property.Name);

    private static IEnumerable<PropertyInfo> Kept() =>
        typeof(Holdings).GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.CanWrite);

    private static string Words(IEnumerable<Fact> facts) =>
        facts.Any() ? string.Join(", ", facts.Select(Short)) : "–";

    private static string Short(Fact fact) => fact switch
    {
        Fact.ReleaseEnded ended => $"`ReleaseEnded` {ended.Result}",
        Fact.DepositAbandoned abandoned => $"`DepositAbandoned` {abandoned.Reason}",
        Fact.FaultRaised raised => $"`FaultRaised` {raised.Name}",
        Fact.FaultCleared cleared => $"`FaultCleared` {cleared.Name}",
        _ => $"`{fact.GetType().Name}`",
    };

    /// <summary>Tables between markers; `UPDATE_SNAPSHOTS=1` writes them anew.</summary>
    private sealed class Page([CallerFilePath] string test = "")
    {
        private readonly string _path = Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", "docs", "recovery.md");

        public void Holds(string table, IEnumerable<string> rows)
        {
            string page = File.ReadAllText(_path);
            string begin = $"<!-- {table}: checked by RecoveryPageTests -->\n";
            int from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
            from = page.IndexOf("|\n", page.IndexOf("|---", from, StringComparison.Ordinal), StringComparison.Ordinal) + 2;
            int end = page.IndexOf($"<!-- end of {table} -->", StringComparison.Ordinal);
            Assert.True(from > begin.Length && end >= from, $"The page lacks its table of {table}.");
            string wanted = string.Concat(rows.Select(row => row + "\n"));
            if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            {
                File.WriteAllText(_path, page[..from] + wanted + page[end..]);
                return;
            }

            Assert.Equal(wanted, page[from..end]);
        }
    }
}
