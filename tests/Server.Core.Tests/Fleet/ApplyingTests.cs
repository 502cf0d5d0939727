using System.Collections.Immutable;
using System.Text;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Fleet.Streams;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using static SmartLocker.Server.Core.Tests.Packets.Sample;

namespace SmartLocker.Server.Core.Tests.Fleet;

/// <summary>At least once on the wire, exactly once here, and only from the newest stream (CL-14, CL-24, CL-25).</summary>
public sealed class ApplyingTests
{
    internal static readonly JournalId Journal = JournalId.Parse("journal-1");
    private static readonly Cabinet Registered = CabinetFold.Evolve(null, new Recorded<CabinetEvent>(
        At(0), Actor.Server, new CabinetEvent.Registered(Hall, "SDL-24-CH", 1, new CabinetSettings { DisplayName = "市府" })));

    private readonly ImmutableArray<CabinetEntry> _chain = Chain(
        new CabinetFact.Booted("1.0", "SDL-24-CH", 1),
        new CabinetFact.PacketDeposited(Number, 3, Courier.Id, In, Health),
        new CabinetFact.FaultRaised("Jammed", 5, "hook latched"),
        new CabinetFact.PacketPickedUp(Number, 3, [Collector.Id], Out, SealState.NotAsked),
        new CabinetFact.FaultCleared("Jammed", 5));

    [Fact]
    public void Each_stream_gets_an_epoch_above_every_earlier_one()
    {
        Cabinet once = Greet(Registered, Hello());
        Cabinet twice = Greet(once, Hello() with { HighestEpochSeen = 40 });
        Assert.Equal((1, 41), (once.Epoch, twice.Epoch));
        Assert.Equal(42, Greet(twice, Hello()).Epoch);
    }

    [Fact]
    public void A_journal_that_is_not_the_one_applied_is_quarantined_and_stays_so()
    {
        Cabinet applied = Apply(Greet(Registered, Hello()), _chain);
        Assert.Equal(QuarantineReason.UnknownJournal, Wrong(applied, Hello(5) with { Journal = JournalId.Parse("journal-2") }));
        Assert.Equal(QuarantineReason.JournalBehind, Wrong(applied, Hello(4)));
        Assert.Equal(QuarantineReason.Forked, Wrong(applied, Hello(5) with { LastHash = EntryHash.None }));
        Assert.Equal(QuarantineReason.OtherModel, Wrong(applied, Hello(5) with { ModelId = "SDL-60-RS" }));
        Assert.Equal(QuarantineReason.EntriesGone, Wrong(applied, Hello(5) with { FirstSequence = 7 }));
        Assert.Equal(QuarantineReason.EntriesGone, Wrong(Registered, Hello(5) with { FirstSequence = 2 }));
        Assert.Null(Wrong(applied, Hello(5) with { FirstSequence = 6 }));
        Assert.Null(Wrong(Registered, Hello(5) with { FirstSequence = 1 }));
        Assert.Null(Wrong(applied, Hello(5)));

        Cabinet quarantined = Greet(applied, Hello(4));
        Assert.Equal(QuarantineReason.JournalBehind, Wrong(quarantined, Hello(5)));
    }

    [Fact]
    public void A_Hello_that_was_read_long_after_it_was_sent_condemns_no_journal()
    {
        Cabinet applied = Apply(Greet(Registered, Hello()), _chain);
        Cabinet late = Open(applied, Hello(4));
        Assert.Equal(QuarantineReason.JournalBehind, Greeting.Doubt(late, Hello(4)));
        Assert.Null(late.Quarantine);

        // The cabinet itself is on its way again: its next stream is taken as ever.
        Assert.Null(Greet(late, Hello(5) with { HighestEpochSeen = late.Epoch - 1 }).Quarantine);
    }

    [Fact]
    public void Only_a_person_ends_a_quarantine_and_every_door_becomes_a_question()
    {
        Cabinet applied = Apply(Greet(Registered, Hello()), [.. _chain.Take(2)]);
        JournalId other = JournalId.Parse("journal-2");
        Cabinet quarantined = Greet(applied, Hello(2) with { Journal = other });
        Assert.IsType<FleetOutcome.Rejected>(Attention.AcceptJournal(quarantined, Clerk, other, [3, 4], At(9)));
        FleetOutcome.Decided decided = Assert.IsType<FleetOutcome.Decided>(Attention.AcceptJournal(
            quarantined, Admin, other, [3, 4], At(9)));
        Cabinet accepted = CabinetFold.Evolve(quarantined, decided.Events);
        Assert.Equal((null, 0L), (accepted.Quarantine, accepted.Journal!.AppliedUpTo));
        Assert.True(accepted.Door(3).NeedsReconciliation);
        Assert.True(accepted.Door(4).NeedsReconciliation); // Nobody has ever said a word about it.
    }

    [Fact]
    public void Entries_of_an_older_stream_are_fenced_off() =>
        Assert.IsType<ApplyOutcome.Fenced>(Decide(Greet(Registered, Hello()), _chain, epoch: 0));

    [Fact]
    public void An_entry_whose_hash_does_not_follow_breaks_the_chain()
    {
        CabinetEntry bent = _chain[0] with { Bytes = [.. "something else"u8] };
        Assert.Equal(
            QuarantineReason.BrokenChain,
            Assert.IsType<ApplyOutcome.Quarantined>(Decide(Greet(Registered, Hello()), [bent])).Reason);
    }

    [Fact]
    public void Another_entry_under_a_number_that_was_applied_is_a_fork()
    {
        Cabinet applied = Apply(Greet(Registered, Hello()), [.. _chain.Take(2)]);
        ImmutableSortedDictionary<long, string> hashes =
            _chain.Take(2).ToImmutableSortedDictionary(entry => entry.Sequence, entry => entry.Hash.Value);
        ImmutableArray<CabinetEntry> other = Chain(new CabinetFact.Booted("2.0", "SDL-24-CH", 1));
        Assert.Equal(
            QuarantineReason.Forked, Assert.IsType<ApplyOutcome.Quarantined>(Decide(applied, other, hashes: hashes)).Reason);
        Assert.Equal(2, Assert.IsType<ApplyOutcome.Applied>(Decide(applied, [.. _chain.Take(2)], hashes: hashes)).UpTo);
    }

    [Fact]
    public void An_entry_that_follows_another_than_the_last_applied_breaks_the_chain()
    {
        Cabinet applied = Apply(Greet(Registered, Hello()), [.. _chain.Take(1)]);
        ImmutableArray<CabinetEntry> other = Chain(
            new CabinetFact.Booted("2.0", "SDL-24-CH", 1), new CabinetFact.FaultRaised("Jammed", 5, "hook latched"));
        Assert.Equal(
            QuarantineReason.BrokenChain,
            Assert.IsType<ApplyOutcome.Quarantined>(Decide(applied, [.. other.Skip(1)])).Reason);
    }

    [Fact]
    public void Of_a_batch_that_begins_with_what_was_applied_the_rest_is_applied()
    {
        Cabinet applied = Apply(Greet(Registered, Hello()), [.. _chain.Take(2)]);
        ApplyOutcome.Applied again = Assert.IsType<ApplyOutcome.Applied>(Decide(applied, [.. _chain.Take(3)]));
        Assert.Equal((3, 1), (again.UpTo, again.Entries.Length));
    }

    [Fact]
    public void An_entry_of_another_journal_is_not_taken_for_ones_own()
    {
        CabinetEntry foreign = _chain[0] with { Record = _chain[0].Record with { Journal = JournalId.Parse("journal-2") } };
        Assert.Equal(
            QuarantineReason.UnknownJournal,
            Assert.IsType<ApplyOutcome.Quarantined>(Decide(Greet(Registered, Hello()), [foreign])).Reason);
    }

    [Fact]
    public void Nothing_of_a_quarantined_journal_is_applied_and_it_is_not_quarantined_twice()
    {
        Cabinet quarantined = Greet(Greet(Registered, Hello()), Hello() with { ModelId = "SDL-60-RS" });
        Assert.Empty(Assert.IsType<ApplyOutcome.Quarantined>(Decide(quarantined, _chain)).Events);
    }

    /// <summary>Batches cut, repeated and reordered by chance end where one clean run ends.</summary>
    [Fact]
    public void However_batches_arrive_the_result_is_that_of_one_clean_run()
    {
        Cabinet clean = Apply(Greet(Registered, Hello()), _chain);
        for (int seed = 1; seed <= 200; seed++)
        {
            Random chance = new(seed);
            Cabinet cabinet = Greet(Registered, Hello());
            Packet packet = Sealed();
            int applications = 0;
            while (cabinet.Journal!.AppliedUpTo < _chain.Length)
            {
                int from = chance.Next(_chain.Length);
                ImmutableArray<CabinetEntry> batch = [.. _chain.Skip(from).Take(1 + chance.Next(4))];
                long before = cabinet.Journal.AppliedUpTo;
                switch (Decide(cabinet, batch, packet: packet))
                {
                    case ApplyOutcome.Applied applied:
                        Assert.Equal(applied.UpTo - before, applied.Entries.Length);
                        applications += applied.Entries.Length;
                        if (!applied.CabinetEvents.IsEmpty) { cabinet = CabinetFold.Evolve(cabinet, applied.CabinetEvents); }
                        foreach (var events in applied.PacketEvents.Values) { packet = PacketFold.Evolve(packet, events); }
                        break;
                    case ApplyOutcome.Gap gap:
                        Assert.Equal(before, gap.UpTo);
                        break;
                    case var outcome:
                        Assert.Fail($"seed {seed}: {outcome}");
                        break;
                }
            }

            Assert.Equal(_chain.Length, applications);
            Assert.Equal(clean.Journal, cabinet.Journal);
            Assert.Empty(cabinet.Faults);
            Assert.Empty(cabinet.Door(3).Contents);
            Assert.Equal((PacketStage.PickedUp, 1), (packet.Stage, packet.Deposits));
        }
    }

    /// <summary>Numbers begin anew with every journal: who settles entry 1 of the old one has not looked at this one.</summary>
    [Fact]
    public void An_unreadable_entry_is_settled_under_its_own_journal_and_number_alone()
    {
        Cabinet cabinet = Apply(Greet(Registered, Hello()), Chain(new CabinetFact.Unreadable("kind 99", 0)));
        Assert.Empty(Settle(JournalId.Parse("journal-2"), 1));
        Assert.Empty(Settle(Journal, 2));
        Assert.Equal(new CabinetEvent.DeadLetterSettled(Journal, 1, "看過"), Assert.Single(Settle(Journal, 1)).Event);

        // Of what two journals left, one is settled and the other one stays.
        DeadLetter old = new(JournalId.Parse("journal-0"), 1, "kind 99", At(0));
        Cabinet both = cabinet with { DeadLetters = [old, .. cabinet.DeadLetters] };
        Assert.Equal([old], CabinetFold.Evolve(both, Settle(Journal, 1)).DeadLetters);
        ImmutableArray<Recorded<CabinetEvent>> Settle(JournalId journal, long sequence) =>
            Assert.IsType<FleetOutcome.Decided>(
                Attention.SettleDeadLetter(cabinet, Admin, journal, sequence, "看過", At(9))).Events;
    }

    [Fact]
    public void A_label_nobody_knows_lies_alone_and_asks_for_a_person()
    {
        ImmutableArray<CabinetEntry> chain =
            Chain(new CabinetFact.PacketDeposited(PacketId.FromDigits("000000000001"), 8, Courier.Id, In, null));
        Cabinet cabinet = Apply(Greet(Registered, Hello()), chain);
        Assert.True(cabinet.Door(8).NeedsReconciliation);
        Assert.True(Assert.Single(cabinet.Door(8).Contents).Alone);
    }

    internal static Cabinet Greeted => Greet(Registered, Hello());

    private static Hello Hello(long last = 0) => new()
    {
        Journal = Journal,
        LastSequence = last,
        LastHash = last == 0 ? EntryHash.None : new ApplyingTests()._chain[(int)last - 1].Hash,
        DesiredVersionHeld = 0,
        ModelId = "SDL-24-CH",
        ModelRevision = 1,
        FirmwareVersion = "1.0",
        Boot = "boot",
        HighestEpochSeen = 0,
    };

    private static Cabinet Open(Cabinet cabinet, Hello hello) =>
        CabinetFold.Evolve(cabinet, Greeting.Decide(cabinet, hello, At(1)));

    /// <summary>A stream is opened, and something more comes on it.</summary>
    private static Cabinet Greet(Cabinet cabinet, Hello hello)
    {
        Cabinet opened = Open(cabinet, hello);
        return CabinetFold.Evolve(opened, Greeting.Confirm(opened, hello, At(1)));
    }

    private static QuarantineReason? Wrong(Cabinet cabinet, Hello hello) => Greet(cabinet, hello).Quarantine?.Reason;

    internal static Cabinet Apply(Cabinet cabinet, ImmutableArray<CabinetEntry> batch) =>
        CabinetFold.Evolve(cabinet, Assert.IsType<ApplyOutcome.Applied>(Decide(cabinet, batch)).CabinetEvents);

    private static ApplyOutcome Decide(
        Cabinet cabinet, ImmutableArray<CabinetEntry> batch, long? epoch = null, Packet? packet = null,
        ImmutableSortedDictionary<long, string>? hashes = null) =>
        Applying.Decide(
            cabinet, epoch ?? cabinet.Epoch, batch,
            new ApplySources
            {
                Packets = ImmutableSortedDictionary<PacketId, Packet>.Empty.Add(Number, packet ?? Sealed()),
                People = ImmutableSortedDictionary<PersonId, Person>.Empty.Add(Collector.Id, Collector),
                Agencies = ImmutableSortedDictionary<AgencyCode, Agency>.Empty.Add(Health, Agency(Health, Hall)),
                AppliedHashes = hashes ?? ImmutableSortedDictionary<long, string>.Empty,
            },
            At(300));

    internal static ImmutableArray<CabinetEntry> Chain(params CabinetFact[] facts)
    {
        EntryHash last = EntryHash.None;
        ImmutableArray<CabinetEntry>.Builder chain = ImmutableArray.CreateBuilder<CabinetEntry>();
        foreach ((int index, CabinetFact fact) in facts.Index())
        {
            byte[] bytes = Encoding.UTF8.GetBytes($"{index} {fact}");
            EntryHash hash = EntryHash.Of(last, bytes);
            chain.Add(new CabinetEntry(index + 1, last, [.. bytes], hash, new EntryRecord
            {
                Journal = Journal,
                Sequence = index + 1,
                Boot = "boot",
                RecordedAt = At(20 + index),
                ClockQuality = ClockQuality.Synced,
                Fact = fact,
            }));
            last = hash;
        }

        return chain.ToImmutable();
    }
}
