using System.Collections.Immutable;
using System.Reflection;
using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Core.Assignment;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Fleet.Streams;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Sqlite;

namespace SmartLocker.Storage.Compliance;

/// <summary>CL-14: a stream that opens between the look at the epoch and the commit makes the answer void.</summary>
public sealed class FenceTests : IDisposable
{
    private readonly SqliteLedger _ledger = new(SqliteFixture.Memory());
    private readonly City _city;

    public FenceTests() => _city = new City(_ledger);

    public void Dispose()
    {
        _city.Dispose();
        _ledger.Dispose();
    }

    [Fact]
    public async Task CL14_Nothing_is_promised_to_a_stream_that_another_replaced_meanwhile()
    {
        await _city.Found();
        PacketId packet = await _city.SealOne();
        Welcome welcome = await _city.Connect();
        AssignQuestion question = new(
            packet, _city.Courier.Id, null, false,
            Enumerable.Range(1, 24).ToImmutableSortedDictionary(door => door, _ => CompartmentCondition.Vacant));

        AssignAnswer answer = await Overtaken().Assign(City.CabinetOne, welcome.Epoch, question);

        Assert.Equal(CallRefusal.Fenced, Assert.IsType<AssignAnswer.Refused>(answer).Reason);
        Assert.DoesNotContain(
            (await _ledger.FindCabinet(City.CabinetOne))!.State.Compartments.Values, door => !door.Pending.IsEmpty);
    }

    [Fact]
    public async Task CL14_No_pair_is_let_in_by_a_stream_that_another_replaced_meanwhile()
    {
        await _city.Found();
        PacketId packet = await _city.SealOne(Secrecy.Confidential);
        Welcome welcome = await _city.Connect();
        AssignAnswer.Assigned door = Assert.IsType<AssignAnswer.Assigned>(await _city.Ask(packet, welcome.Epoch));
        await _city.Tell(welcome.Epoch, new Server.Core.Fleet.Journal.CabinetFact.PacketDeposited(
            packet, door.Compartment, _city.Courier.Id, CommandId.Parse("cmd-in"), City.Receiver));

        SecretAnswer answer = await Overtaken().CheckSecret(
            City.CabinetOne, welcome.Epoch, packet, [_city.Collector.Id, _city.Opener.Id]);

        Assert.Equal(CallRefusal.Fenced, Assert.IsType<SecretAnswer.Refused>(answer).Reason);
        Assert.DoesNotContain(
            await _ledger.Views.History(StreamNames.Of(packet)), row => row.Kind == "SecretChecked");
    }

    /// <summary>Reads the packet after the epoch: then a newer stream opens, once.</summary>
    private CabinetDesk Overtaken()
    {
        ILedger slow = DispatchProxy.Create<ILedger, Meanwhile>();
        ((Meanwhile)(object)slow).Set(_ledger, () => _ = _city.Connect());
        return new CabinetDesk(slow, _city.Time, new SeededIds(11), Models.Find);
    }
}

/// <summary>A ledger that lets something happen the first time somebody reads a packet.</summary>
public class Meanwhile : DispatchProxy
{
    private ILedger? _ledger;
    private Action? _once;

    internal void Set(ILedger ledger, Action once) => (_ledger, _once) = (ledger, once);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (targetMethod.Name == nameof(ILedger.FindPacket))
        {
            _once?.Invoke();
            _once = null;
        }

        return targetMethod.Invoke(_ledger, args);
    }
}
