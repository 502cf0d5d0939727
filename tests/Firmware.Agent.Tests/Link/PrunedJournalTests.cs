using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Link;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Tests.Link;

/// <summary>CL-28: old entries are gone here, and a server that was put back to a backup asks for them.</summary>
public sealed class PrunedJournalTests
{
    private readonly LinkSession _session = new(
        new Pruned(First: 8, Last: 12), new LinkIdentity("SDL-24-CH", 1, "1.0", "boot"), held: null,
        highestEpochSeen: 0);

    [Fact]
    public void Hello_says_from_where_on_entries_can_be_sent() => Assert.Equal(8UL, _session.Next()!.Hello.FirstSequence);

    [Theory]
    [InlineData(7, JournalStanding.Accepted, 8)]
    [InlineData(10, JournalStanding.Accepted, 11)]
    [InlineData(6, JournalStanding.Quarantined, 0)]
    [InlineData(0, JournalStanding.Quarantined, 0)]
    public void Nothing_is_sent_to_a_server_that_lacks_what_is_gone_and_a_person_is_told(
        int ackedUpTo, JournalStanding standing, int nextSent)
    {
        _session.Next();
        ImmutableArray<CabinetInput> inputs = _session.Receive(new V1.ServerFrame
        {
            Welcome = new V1.Welcome
            {
                Epoch = 1,
                AckedUpTo = (ulong)ackedUpTo,
                ServerTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
                Journal = V1.JournalStanding.Accepted,
            },
        });

        Assert.Equal(new CabinetInput.LinkWelcomed(1, ackedUpTo, standing), Assert.Single(inputs));
        Assert.Equal((ulong)nextSent, _session.Next()?.Entries?.Entries[0].Sequence ?? 0);
        Assert.True(_session.TryAsk("c", TimeSpan.FromSeconds(1), new ServerCall.LookUp(World.Packet)));
        Assert.NotNull(_session.Next()!.Call);
    }

    private sealed record Pruned(long First, long Last) : IJournalReader
    {
        public JournalId Id => JournalId.Parse("journal-1");
        public long FirstSequence => First;
        public long LastSequence => Last;
        public ImmutableArray<byte> LastHash => StoredEntry.NoHash;

        public ImmutableArray<StoredEntry> ReadFrom(long sequence, int max) =>
            [.. Range(Math.Max(First, sequence), max).Select(one => StoredEntry.After(one, StoredEntry.NoHash, []))];

        private IEnumerable<long> Range(long from, int max)
        {
            for (long one = from; one <= Last && one < from + max; one++) { yield return one; }
        }
    }
}
