using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Tests.Link;

/// <summary>The protocol without a network: frames in, inputs out, and the other way.</summary>
public sealed class LinkSessionTests : IDisposable
{
    private static readonly EntryMoment Moment = new(
        "boot", default, DateTimeOffset.UnixEpoch, ClockQuality.Unset, Offline: true);

    private readonly JournalFile _journal = JournalFile.Open(
        "Data Source=:memory:", () => JournalId.Parse("journal-1"));

    private readonly LinkSession _session;

    public LinkSessionTests()
    {
        _journal.Append(EveryFact.All.Take(3).ToList(), Moment);
        _session = new LinkSession(
            _journal, new LinkIdentity("SDL-24-CH", 1, "1.0", "boot"), World.Desired(4), highestEpochSeen: 8);
    }

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void Hello_comes_first_and_says_where_the_cabinet_stands()
    {
        V1.Hello hello = _session.Next()!.Hello;
        Assert.Equal(
            ("journal-1", 3UL, 4UL, "SDL-24-CH", 8UL, 1U),
            (hello.JournalId, hello.LastSequence, hello.DesiredVersionHeld, hello.ModelId, hello.HighestEpochSeen,
                hello.ProtocolVersion));
        Assert.Equal(_journal.LastHash, hello.LastHash);
        Assert.Equal(World.Desired(4).MadeAt, hello.DesiredMadeAt.ToDateTimeOffset());
        Assert.Null(_session.Next());
        Assert.False(_session.TryAsk("c", TimeSpan.FromSeconds(1), new ServerCall.LookUp(World.Packet)));
    }

    [Fact]
    public void After_the_welcome_what_is_pressing_goes_before_the_backlog_and_the_backlog_resumes_from_the_ack()
    {
        Welcome(ackedUpTo: 1);
        Assert.True(_session.TryAsk("call", TimeSpan.FromSeconds(1), new ServerCall.IssuedNonce("00ff")));
        Assert.True(_session.TryAnswer("order", new OrderAnswer.Identified()));
        _session.Held(5);
        _session.Held(6);
        _session.Measured(new V1.Telemetry());
        _session.Beat([3]);

        Assert.Equal("order", _session.Next()!.Answer.CorrelationId);
        Assert.Equal("call", _session.Next()!.Call.CorrelationId);
        Assert.Equal(6UL, _session.Next()!.Held.Version);
        V1.EntryBatch batch = _session.Next()!.Entries;
        Assert.Equal([2UL, 3UL], batch.Entries.Select(entry => entry.Sequence));
        Assert.Equal(_journal.ReadFrom(2)[0].Record, batch.Entries[0].Record);
        Assert.NotNull(_session.Next()!.Telemetry);
        Assert.Equal([3U], _session.Next()!.Heartbeat.OpenCompartments);
        Assert.Null(_session.Next());

        _journal.Append([EveryFact.All[3]], Moment);
        Assert.Equal(4UL, Assert.Single(_session.Next()!.Entries.Entries).Sequence);
    }

    [Fact]
    public void The_server_s_frames_become_inputs()
    {
        Assert.Equal(new CabinetInput.LinkWelcomed(9, 0, JournalStanding.Accepted), Assert.Single(Welcome()));
        _session.Next();
        Assert.Equal(new CabinetInput.AckReceived(3, 9),
            Receive(new V1.ServerFrame { Ack = new V1.Ack { UpTo = 3, Epoch = 9 } }));
        Assert.Equal(
            new CabinetInput.OrderReceived("o", 7, new ServerOrder.IssueNonce()),
            Receive(new V1.ServerFrame
            {
                Call = new V1.ServerCall
                {
                    CorrelationId = "o",
                    Epoch = 7,
                    IssueNonce = new V1.IssueNonce()
                }
            }));
        Assert.Equal(
            new CabinetInput.OrderReceived("o", 9, new ServerOrder.Open(
                CommandId.Parse("c-1"), "00ff", TimeSpan.FromSeconds(10), 4, PersonId.Parse("op"), null)),
            Receive(new V1.ServerFrame
            {
                Call = new V1.ServerCall
                {
                    CorrelationId = "o",
                    Epoch = 9,
                    Open = new V1.OpenCompartment
                    {
                        CommandId = "c-1",
                        Nonce = "00ff",
                        TimeToLive = Duration.FromTimeSpan(TimeSpan.FromSeconds(10)),
                        Compartment = 4,
                        OperatorId = "op",
                    },
                },
            }));
        CabinetInput.CallAnswered refused = Assert.IsType<CabinetInput.CallAnswered>(Receive(new V1.ServerFrame
        {
            Answer = new V1.CabinetCallAnswer
            {
                CorrelationId = "a",
                Epoch = 9,
                Refused = new V1.CallRefused { Reason = V1.CallRefusal.NoRoom, OtherCabinets = { "CITYHALL-2" } },
            },
        }));
        CallAnswer.Refused answer = Assert.IsType<CallAnswer.Refused>(refused.Answer);
        Assert.Equal((CallRefusal.NoRoom, "CITYHALL-2"), (answer.Reason, answer.OtherCabinets.Single()));
    }

    [Fact]
    public void A_full_desired_state_and_a_delta_are_told_apart()
    {
        V1.DesiredState full = V1.DesiredState.Parser.ParseFrom(DesiredWire.ToDocument(World.Desired(5)));
        ImmutableArray<CabinetInput> inputs = Welcome(desired: full);
        DesiredState state = Assert.IsType<DesiredChange.Full>(
            Assert.IsType<CabinetInput.DesiredReceived>(inputs[1]).Change).State;
        Assert.Equal(DesiredWire.ToDocument(World.Desired(5)), DesiredWire.ToDocument(state));

        V1.DesiredState change = new()
        {
            Version = 6,
            BaseVersion = 5,
            MadeAt = full.MadeAt,
            RemovedPersonIds = { "ann" },
            RemovedPacketIds = { World.Packet.Value },
        };
        DesiredChange.Delta delta = Assert.IsType<DesiredChange.Delta>(
            Assert.IsType<CabinetInput.DesiredReceived>(Receive(new V1.ServerFrame { Desired = change })).Change);
        Assert.Equal((6, 5, World.Ann, World.Packet),
            (delta.Version, delta.BaseVersion, delta.RemovedPeople.Single(), delta.RemovedPackets.Single()));
        Assert.Null(delta.Compartments);
        Assert.Null(delta.Settings);
    }

    /// <summary>docs/rules.md I-20: the cabinet must not take a live stream for a word about what it could not read.</summary>
    [Fact]
    public void A_document_that_cannot_be_read_is_told_to_the_cabinet_and_the_whole_is_asked_for()
    {
        CabinetInput[] inputs = [.. Welcome(desired: new V1.DesiredState { Version = 6 })];
        Assert.True(Assert.IsType<CabinetInput.LinkWelcomed>(inputs[0]).StateFollows);
        Assert.Equal(new CabinetInput.DesiredUnreadable(), inputs[1]);
        Assert.Equal(0UL, _session.Next()!.Held.Version);
    }

    public static TheoryData<V1.ServerFrame> Nonsense =>
    [
        new V1.ServerFrame { Ack = new V1.Ack { UpTo = 4, Epoch = 9 } },
        new V1.ServerFrame { Ack = new V1.Ack { UpTo = ulong.MaxValue, Epoch = 9 } },
        new V1.ServerFrame { Call = new V1.ServerCall { Open = new V1.OpenCompartment { CommandId = "no id",
            OperatorId = "op" } } },
        new V1.ServerFrame { Answer = new V1.CabinetCallAnswer { Packet = new V1.PacketKnown() } },
        new V1.ServerFrame { Welcome = new V1.Welcome { Epoch = 10 } },
    ];

    /// <summary>The server takes no entry whose reason is longer than its limit: it would refuse the journal for ever.</summary>
    [Theory]
    [InlineData("查看格內", "查看格內")]
    [InlineData("", "")]
    public void The_reason_of_an_order_reaches_the_cabinet(string said, string heard) => Assert.Equal(heard, Reason(said));

    [Fact]
    public void A_reason_that_is_too_long_is_cut_and_no_character_in_two()
    {
        Assert.Equal(new string('a', 200), Reason(new string('a', 5_000)));
        Assert.Equal(new string('a', 199), Reason(new string('a', 199) + "\U00020000" + "b"));
    }

    /// <summary>docs/rules.md R-11: nobody said that it may share.</summary>
    [Fact]
    public void A_packet_of_which_nothing_is_said_lies_alone()
    {
        V1.DesiredState wire = V1.DesiredState.Parser.ParseFrom(DesiredWire.ToDocument(World.Desired(5)));
        wire.Packets[0].Sharing = V1.PacketSharing.Unspecified;
        DesiredState state = Assert.IsType<DesiredChange.Full>(DesiredWire.Read(wire)).State;
        Assert.Equal(PacketSharing.Alone, state.Packets[World.Packet].Sharing);
    }

    private static string Reason(string said) => Assert.IsType<ServerOrder.Open>(OrderWire.Read(new V1.ServerCall
    {
        Open = new V1.OpenCompartment
        {
            CommandId = "c-1",
            Nonce = "00ff",
            TimeToLive = Duration.FromTimeSpan(TimeSpan.FromSeconds(10)),
            Compartment = 4,
            OperatorId = "op",
            Reason = said,
        },
    })).Reason;

    [Theory, MemberData(nameof(Nonsense))]
    public void Whatever_breaks_the_protocol_ends_the_stream_and_reaches_nobody(V1.ServerFrame frame)
    {
        Welcome();
        Assert.Throws<FormatException>(() => _session.Receive(frame));
    }

    [Fact]
    public void A_server_that_is_not_above_the_last_epoch_is_a_ghost()
    {
        Assert.Throws<FormatException>(() => Welcome(epoch: 8));
        Assert.False(_session.IsWelcomed);
    }

    /// <summary>Else the clock would go back to the last heartbeat with every other frame.</summary>
    [Fact]
    public void The_servers_hour_is_heard_once_for_each_time_it_is_said()
    {
        Welcome(ackedUpTo: 1);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1), _session.TakeServerTime());
        Receive(new V1.ServerFrame { Ack = new V1.Ack { UpTo = 1, Epoch = 9 } });
        Assert.Null(_session.TakeServerTime());
        V1.ServerHeartbeat beat = new() { ServerTime = new Timestamp { Seconds = 31 }, Epoch = 9 };
        _session.Receive(new V1.ServerFrame { Heartbeat = beat });
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(31), _session.TakeServerTime());
    }

    [Fact]
    public void Nothing_is_believed_before_the_welcome() =>
        Assert.Throws<FormatException>(() => _session.Receive(new V1.ServerFrame { Ack = new V1.Ack() }));

    [Fact]
    public void Too_much_that_waits_is_refused_and_not_queued()
    {
        Welcome();
        int taken = Enumerable.Range(0, 1000).Count(_ =>
            _session.TryAsk("c", TimeSpan.FromSeconds(1), new ServerCall.LookUp(World.Packet)));
        Assert.Equal(64, taken);
    }

    private CabinetInput Receive(V1.ServerFrame frame) =>
        Assert.Single(_session.Receive(V1.ServerFrame.Parser.ParseFrom(frame.ToByteArray())));

    private ImmutableArray<CabinetInput> Welcome(ulong epoch = 9, ulong ackedUpTo = 0, V1.DesiredState? desired = null)
    {
        _session.Next();
        return _session.Receive(new V1.ServerFrame
        {
            Welcome = new V1.Welcome
            {
                Epoch = epoch,
                AckedUpTo = ackedUpTo,
                ServerTime = new Timestamp { Seconds = 1 },
                Journal = V1.JournalStanding.Accepted,
                Desired = desired,
            },
        });
    }
}
