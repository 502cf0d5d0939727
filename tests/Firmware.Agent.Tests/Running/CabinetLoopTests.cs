using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.HardwareSpecs;
using SmartLocker.TestKit;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Running;

/// <summary>
/// Journal, then act: seen by a runner that looks into the file, by a connection of its own, before every
/// effect.
/// </summary>
public sealed class CabinetLoopTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly JournalFile _journal;

    public CabinetLoopTests() => _journal = JournalFile.OpenFolder(_folder.Path, () => JournalId.Parse("j"));

    public void Dispose()
    {
        _journal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_intent_is_on_disk_before_the_latch_is_pulsed()
    {
        CabinetParts parts = new(
            Models.Find("SDL-24-CH")!, _journal, new CabinetClock(new ManualTime(), "boot", ClockFloor.None));
        System.Threading.Channels.Channel<CabinetInput> inbox = CabinetLoop.NewInbox();
        LookingRunner runner = new(_folder.At("journal.db"), inbox.Writer);
        CabinetLoop loop = new(parts, CabinetBoot.Recover(parts, "1.0"), inbox, runner, NullLogger<CabinetLoop>.Instance);
        foreach (CabinetInput input in new CabinetInput[]
        {
            new CabinetInput.SensorsRead(
                [.. Enumerable.Range(1, 24).Select(n => new DoorReading(n, Contact.Closed, Contact.Closed))]),
            new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Accepted),
            new CabinetInput.OrderReceived("order-1", 1, new ServerOrder.IssueNonce()),
        })
        {
            Assert.True(inbox.Writer.TryWrite(input));
        }

        await loop.RunAsync(TestContext.Current.CancellationToken);
        CabinetEffect.PulseLatch pulse = Assert
            .Single(runner.Seen.Select(seen => seen.Effect).OfType<CabinetEffect.PulseLatch>());
        Assert.Equal(7, pulse.Compartment);
        long entriesThen = runner.Seen.Single(seen => seen.Effect is CabinetEffect.PulseLatch).EntriesOnDisk;
        Assert.Contains(
            _journal.ReadAll().Take((int)entriesThen),
            entry => entry.Fact is Fact.ReleaseIntended intent && intent.Command == pulse.Command && !entry.Offline);
    }

    /// <summary>Answers the nonce by the order that uses it, and ends the loop at the pulse.</summary>
    private sealed class LookingRunner(string file, System.Threading.Channels.ChannelWriter<CabinetInput> inbox) : IEffectRunner
    {
        public List<(CabinetEffect Effect, long EntriesOnDisk)> Seen { get; } = [];

        public CabinetInput? Run(CabinetEffect effect)
        {
            Seen.Add((effect, Count()));
            switch (effect)
            {
                case CabinetEffect.AskServer { Call: ServerCall.IssuedNonce { Nonce: var nonce } }:
                    return new CabinetInput.OrderReceived("order-2", 1, new ServerOrder.Open(
                        CommandId.Parse("open-7"), nonce, TimeSpan.FromSeconds(10), 7, PersonId.Parse("operator"), null));
                case CabinetEffect.PulseLatch:
                    inbox.Complete();
                    return null;
                default:
                    return null;
            }
        }

        public void Recorded()
        {
            // Nobody listens here.
        }

        public void ReadAllDoors()
        {
            // No doors here.
        }

        private long Count()
        {
            using Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={file};Pooling=False");
            connection.Open();
            using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM entry";
            return (long)command.ExecuteScalar()!;
        }
    }
}
