using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Assignment;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Streams;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;

namespace SmartLocker.Server.Features.Fleet;

/// <summary>Answers a cabinet's questions on its stream. Nothing here knows how the question travelled.</summary>
/// <remarks>Every answer is conditional on the stream's epoch, and a promise is durable before anybody hears of it.</remarks>
public sealed class CabinetDesk(ILedger ledger, TimeProvider time, IIdSource ids, Func<string, CabinetModel?> models)
{
    /// <returns>Nothing for a cabinet that is not on record, or that was denied while its stream was being opened.</returns>
    public Task<Welcome?> Greet(CabinetId id, Hello hello) => ledger.Decide(time, async now =>
    {
        if (await ledger.FindCabinet(id) is not { State.Machine.Denial: null } cabinet) { return new Plan<Welcome?>(null, null); }

        Commit commit = new() { Changes = Change.Of(cabinet, Greeting.Decide(cabinet.State, hello, now)) };
        Cabinet next = ((StreamChange.OfCabinet)commit.Changes[0]).Next;
        return new Plan<Welcome?>(
            commit, new Welcome(next.Epoch, Greeting.AckedUpTo(next, hello.Journal), Greeting.Doubt(next, hello), now));
    });

    /// <summary>What was doubted at the welcome is put on record once the cabinet has spoken again on the same stream.</summary>
    /// <returns>False when a newer stream has taken over.</returns>
    public Task<bool> Confirm(CabinetId id, long epoch, Hello hello) => ledger.Decide(time, async now =>
    {
        if (await Fence(id, epoch) is not { } cabinet) { return new Plan<bool>(null, false); }

        ImmutableArray<Recorded<CabinetEvent>> events = Greeting.Confirm(cabinet.State, hello, now);
        return new Plan<bool>(events.IsEmpty ? null : new Commit { Changes = Change.Of(cabinet, events) }, true);
    });

    public Task<AssignAnswer> Assign(CabinetId id, long epoch, AssignQuestion question)
    {
        // One id for all attempts: an attempt that lost wrote nothing.
        string fresh = ids.NextId();
        return ledger.Decide(time, async now =>
        {
            if (await Fence(id, epoch) is not { } cabinet) { return Refuse(CallRefusal.Fenced); }

            Stored<Packet>? packet = await ledger.FindPacket(question.Packet);
            AssignSources sources = await Sources(cabinet.State, packet?.State, question.Courier);
            AssignRequest request = new()
            {
                Packet = question.Packet,
                Courier = question.Courier,
                SizeAtLeast = question.SizeAtLeast,
                LowDoor = question.LowDoor,
                Reports = question.Reports,
                FreshId = fresh,
            };
            return Assigning.Decide(sources, request, now) switch
            {
                AssignOutcome.Assigned assigned => new Plan<AssignAnswer>(
                    Promise(cabinet, packet!, assigned),
                    new AssignAnswer.Assigned(
                        assigned.Id, assigned.Compartment, Core.Fleet.Desired.ExpectedPacket.Of(
                            packet!.State, cabinet.State, sources.Receiver), assigned.Why)),
                AssignOutcome.Refused refused =>
                    new Plan<AssignAnswer>(null, new AssignAnswer.Refused(refused.Reason, refused.OtherCabinets)),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        });
    }

    public async Task<LookUpOutcome> LookUp(CabinetId id, long epoch, PacketId number)
    {
        if (await Fence(id, epoch) is not { } cabinet) { return new LookUpOutcome.Refused(CallRefusal.Fenced, []); }

        Packet? packet = (await ledger.FindPacket(number))?.State;
        Agency? receiver = packet is null ? null : (await ledger.FindAgency(packet.Receiver))?.State;
        return LookingUp.Decide(cabinet.State, packet, receiver);
    }

    /// <summary>May these two take this 密 packet now? A yes is on record before it is said.</summary>
    public Task<SecretAnswer> CheckSecret(CabinetId id, long epoch, PacketId number, ImmutableArray<PersonId> persons)
    {
        string check = ids.NextId();
        return ledger.Decide(time, async now =>
        {
            if (await Fence(id, epoch) is not { } cabinet)
            {
                return new Plan<SecretAnswer>(null, new SecretAnswer.Refused(CallRefusal.Fenced));
            }

            Stored<Packet>? packet = await ledger.FindPacket(number);
            ImmutableArray<Person> known = [.. await Lookups.People(ledger, persons)];
            CallRefusal? refusal = known.Length == persons.Length
                ? LookingUp.RefusalOfSecret(cabinet.State, packet?.State, known)
                : CallRefusal.NotAllowed;
            if (refusal is { } reason) { return new Plan<SecretAnswer>(null, new SecretAnswer.Refused(reason)); }

            PacketCommand.RecordSecretCheck record = new(persons[0], id, check, [.. persons]);
            PacketOutcome.Decided decided = (PacketOutcome.Decided)PacketRules.Decide(packet!.State, record, now);
            return new Plan<SecretAnswer>(
                new Commit { Changes = Change.Of(packet, decided.Events), Stands = Unmoved(cabinet) },
                new SecretAnswer.Checked(check));
        });
    }

    private static Commit? Promise(Stored<Cabinet> cabinet, Stored<Packet> packet, AssignOutcome.Assigned assigned) =>
        assigned.CabinetEvents.IsEmpty && assigned.PacketEvents.IsEmpty
            ? null
            : new Commit
            {
                Changes = [.. Change.Of(cabinet, assigned.CabinetEvents), .. Change.Of(packet, assigned.PacketEvents)],
                Stands = Unmoved(cabinet),
            };

    /// <summary>A stream that opens between the look at the epoch and the commit makes the decision void.</summary>
    private static CabinetStands Unmoved(Stored<Cabinet> cabinet) => new(cabinet.State.Id, cabinet.Version);

    private static Plan<AssignAnswer> Refuse(CallRefusal reason) => new(null, new AssignAnswer.Refused(reason, []));

    /// <summary>The cabinet, unless a newer stream has taken over.</summary>
    private async Task<Stored<Cabinet>?> Fence(CabinetId id, long epoch) =>
        await ledger.FindCabinet(id) is { } cabinet && cabinet.State.Epoch == epoch ? cabinet : null;

    private async Task<AssignSources> Sources(Cabinet cabinet, Packet? packet, PersonId courier)
    {
        Agency? receiver = packet is null ? null : (await ledger.FindAgency(packet.Receiver))?.State;
        return new AssignSources
        {
            Cabinet = cabinet,
            Model = ModelOf(cabinet),
            Packet = packet,
            Courier = (await ledger.FindPerson(courier))?.State,
            Sender = packet is null ? null : (await ledger.FindAgency(packet.Sender))?.State,
            Receiver = receiver,
            Others = receiver is null ? [] : await Others(cabinet.Id, receiver),
        };
    }

    private async Task<ImmutableArray<OtherCabinet>> Others(CabinetId here, Agency receiver)
    {
        ImmutableArray<OtherCabinet>.Builder others = ImmutableArray.CreateBuilder<OtherCabinet>();
        foreach (CabinetId id in receiver.CollectionCabinets.Where(id => id != here))
        {
            if (await ledger.FindCabinet(id) is { State: var other }) { others.Add(new OtherCabinet(other, ModelOf(other))); }
        }

        return others.ToImmutable();
    }

    private CabinetModel ModelOf(Cabinet cabinet) =>
        models(cabinet.ModelId)
        ?? throw new InvalidOperationException(
            $"Cabinet {cabinet.Id} is on record as model {cabinet.ModelId}, which nobody describes.");
}
