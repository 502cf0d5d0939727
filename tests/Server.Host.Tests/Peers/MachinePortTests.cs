using System.Net;
using System.Net.Sockets;
using SmartLocker.Server.Rpc.Peers;

namespace SmartLocker.Server.Host.Tests.Peers;

/// <summary>The real port asks for turns, for callers that have said something, and no other.</summary>
public sealed class MachinePortTests
{
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 22, 3, 1 })]
    public async Task Many_that_say_nothing_or_little_hold_up_nobody(byte[] said)
    {
        using CancellationTokenSource stuck = new(Stuck);
        await using MachinePort port = await MachinePort.Open(atOnce: 2, waitingMax: 4);
        for (int i = 0; i < 100; i++) { await port.Say(said); }

        await port.Greet(stuck.Token);
        await port.Greet(stuck.Token);
        await port.Greet(stuck.Token);
        Assert.Equal(0, port.Turns.TurnedAway);
    }

    [Fact]
    public async Task A_caller_takes_a_turn_and_gives_it_back_when_it_is_greeted()
    {
        using CancellationTokenSource stuck = new(Stuck);
        await using MachinePort port = await MachinePort.Open(atOnce: 1, waitingMax: 0);
        using (await port.Turns.Take(IPAddress.None, stuck.Token))
        {
            // The only turn is taken and there is no place to wait: it is hung up on.
            await Assert.ThrowsAnyAsync<IOException>(() => port.Greet(stuck.Token));
            Assert.Equal(1, port.Turns.TurnedAway);
        }

        await port.Greet(stuck.Token);
        using HandshakeTurns.Turn? free = await port.Turns.Take(IPAddress.None, stuck.Token);
        Assert.NotNull(free);
    }

    [Fact]
    public async Task Who_stays_silent_is_hung_up_on()
    {
        using CancellationTokenSource stuck = new(Stuck);
        await using MachinePort port = await MachinePort.Open(atOnce: 1, waitingMax: 0);
        NetworkStream silent = await port.Say();
        Task<int> end = silent.ReadAsync(new byte[1], stuck.Token).AsTask();

        // When the server has noticed the caller is not seen from here: the clock goes on until it has.
        while (!end.IsCompleted)
        {
            port.Time.Advance(FirstWords.SilenceMax);
            await Task.Yield();
        }

        Assert.Equal(0, await end);
    }
}
