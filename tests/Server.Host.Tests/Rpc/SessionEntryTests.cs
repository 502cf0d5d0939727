using SmartLocker.Contracts.V1;
using SmartLocker.Server.Rpc;
using SmartLocker.Server.Rpc.Link;
using static SmartLocker.Server.Host.Tests.Rpc.SessionRig;

namespace SmartLocker.Server.Host.Tests.Rpc;

/// <summary>A journal arrives: each entry once, in order, from the newest stream alone.</summary>
public sealed class SessionEntryTests : IDisposable
{
    private readonly SessionRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task CL24_Entries_are_acknowledged_up_to_the_last()
    {
        await _rig.Register();
        (CabinetSession session, Contracts.V1.Welcome welcome) = await _rig.Welcomed();

        Ack ack = Assert.Single((await session.Handle(SessionRig.Batch(_rig.Next(), _rig.Next(), _rig.Next()))).Send).Ack;

        Assert.Equal(3UL, ack.UpTo);
        Assert.Equal(welcome.Epoch, ack.Epoch);
    }

    [Fact]
    public async Task CL25_What_was_applied_is_acknowledged_again_and_a_gap_is_not_applied()
    {
        await _rig.Register();
        (CabinetSession session, _) = await _rig.Welcomed();
        Entry[] entries = [_rig.Next(), _rig.Next(), _rig.Next(), _rig.Next()];
        await session.Handle(SessionRig.Batch(entries[0], entries[1]));

        Ack again = Assert.Single((await session.Handle(SessionRig.Batch(entries[0], entries[1]))).Send).Ack;
        Ack gap = Assert.Single((await session.Handle(SessionRig.Batch(entries[3]))).Send).Ack;
        Ack healed = Assert.Single((await session.Handle(SessionRig.Batch(entries[2], entries[3]))).Send).Ack;

        Assert.Equal([2UL, 2UL, 4UL], [again.UpTo, gap.UpTo, healed.UpTo]);
    }

    [Fact]
    public async Task CL26_A_forked_journal_ends_the_stream_and_the_next_welcome_says_quarantined()
    {
        await _rig.Register();
        (CabinetSession session, _) = await _rig.Welcomed();
        await session.Handle(SessionRig.Batch(_rig.Next()));
        using SessionRig other = new();
        Entry fork = other.Next(new Fact { SignedOut = new SignedOut { VisitId = "visit-1" } });

        SessionStep step = await session.Handle(SessionRig.Batch(fork));
        CabinetFrame hello = SessionRig.Hello(last: 1);
        (CabinetSession next, Contracts.V1.Welcome welcome) = await _rig.Welcomed(hello);
        SessionStep silent = await next.Handle(SessionRig.Batch(_rig.Next()));

        Assert.Equal(RpcProblem.TakenOver, step.End?.Problem);
        Assert.Equal(JournalStanding.Quarantined, welcome.Journal);
        Assert.DoesNotContain(silent.Send, frame => frame.Ack is not null);
        Assert.Null(silent.End);
    }

    [Fact]
    public async Task CL26_Another_journal_of_a_known_cabinet_is_quarantined()
    {
        await _rig.Register();
        await _rig.Welcomed();

        (_, Contracts.V1.Welcome welcome) = await _rig.Welcomed(SessionRig.Hello(journal: "journal-2"));

        Assert.Equal(JournalStanding.Quarantined, welcome.Journal);
    }

    [Fact]
    public async Task CL13_An_older_stream_applies_nothing_any_more()
    {
        await _rig.Register();
        (CabinetSession older, _) = await _rig.Welcomed();
        await _rig.Welcomed();

        SessionStep step = await older.Handle(SessionRig.Batch(_rig.Next()));

        Assert.Equal(RpcProblem.TakenOver, step.End?.Problem);
        Assert.Empty(step.Send);
    }

    [Fact]
    public async Task CL23_More_than_256_entries_or_none_break_the_rules()
    {
        await _rig.Register();
        (CabinetSession session, _) = await _rig.Welcomed();
        Entry entry = _rig.Next();

        SessionStep none = await session.Handle(SessionRig.Batch());
        SessionStep many = await session.Handle(SessionRig.Batch([.. Enumerable.Repeat(entry, 257)]));

        Assert.Equal(RpcProblem.Malformed, none.End?.Problem);
        Assert.Equal(RpcProblem.Malformed, many.End?.Problem);
    }
}
