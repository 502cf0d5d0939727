using Google.Protobuf;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Journal;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Tests.Journal;

public sealed class FactWireTests
{
    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, EveryFact.All.Count)];

    [Theory, MemberData(nameof(Indexes))]
    public void Every_fact_comes_back_as_it_went(int index)
    {
        Fact fact = EveryFact.All[index];
        V1.Fact wire = FactWire.Write(fact);
        Fact back = FactWire.Read(V1.Fact.Parser.ParseFrom(wire.ToByteArray()));
        Assert.Equal(wire, FactWire.Write(back));
        Assert.Equal(fact.GetType(), back.GetType());
    }

    [Fact]
    public void No_kind_of_fact_is_missing_from_the_list()
    {
        Assert.Equal(typeof(Fact).GetNestedTypes().ToHashSet(), EveryFact.All.Select(fact => fact.GetType()).ToHashSet());
        Assert.Equal(
            Enum.GetValues<V1.Fact.KindOneofCase>().Except([V1.Fact.KindOneofCase.None]).ToHashSet(),
            EveryFact.All.Select(fact => FactWire.Write(fact).KindCase).ToHashSet());
        Assert.Equal(
            typeof(Authorisation).GetNestedTypes().ToHashSet(),
            EveryFact.All.OfType<Fact.ReleaseIntended>().Select(fact => fact.Authorisation.GetType()).ToHashSet());
    }

    [Fact]
    public void What_is_no_fact_is_refused()
    {
        Assert.Throws<FormatException>(() => FactWire.Read(new V1.Fact()));
        Assert.Throws<FormatException>(() =>
            FactWire.Read(new V1.Fact { CommandRefused = new V1.CommandRefused { CommandId = "c" } }));
        Assert.Throws<FormatException>(() => FactWire.Read(
            new V1.Fact { ReleaseEnded = new V1.ReleaseEnded { CommandId = "c", Result = (V1.ReleaseResult)99 } }));
        Assert.Throws<FormatException>(() => FactWire.Read(new V1.Fact { SignedIn = new V1.SignedIn { PersonId = "Nobody!" } }));
        Assert.Throws<FormatException>(() => FactWire.Read(
            new V1.Fact { FaultCleared = new V1.FaultCleared { Name = "Jammed", Compartment = uint.MaxValue } }));
    }
}
