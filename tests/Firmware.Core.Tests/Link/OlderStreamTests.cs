using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Tests.Cabinet;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Link;

/// <summary>A newer stream may come before the loss of the older one is heard of: what the older one says is void.</summary>
public sealed class OlderStreamTests
{
    [Fact]
    public void An_answer_of_an_older_stream_opens_nothing()
    {
        Bench bench = new(online: true);
        bench.SignIn(Sender);
        bench.Scan(Plain.Value);
        Welcome(bench);
        bench.Answer(new CallAnswer.Assigned("old", 5, Packet(Plain), "ExactFit"), epoch: 1);
        Assert.Null(bench.LastPulse);
        bench.Answer(new CallAnswer.Assigned("new", 6, Packet(Plain), "ExactFit"), epoch: 2);
        Assert.Equal(6, bench.LastPulse?.Compartment);
    }

    [Fact]
    public void A_check_of_an_older_stream_lets_no_two_persons_in()
    {
        Bench bench = PickupStoryTests.Filled(ForTwo);
        bench.Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Accepted));
        bench.SignIn(Opener);
        bench.SignIn(Second);
        Assert.IsType<ServerCall.CheckSecret>(bench.Effects.OfType<CabinetEffect.AskServer>().Last().Call);
        int pulses = bench.Effects.OfType<CabinetEffect.PulseLatch>().Count();
        Welcome(bench);
        bench.Answer(new CallAnswer.SecretChecked("old"), epoch: 1);
        Assert.Equal(pulses, bench.Effects.OfType<CabinetEffect.PulseLatch>().Count());
        bench.Answer(new CallAnswer.SecretChecked("new"), epoch: 2);
        Assert.Equal(pulses + 1, bench.Effects.OfType<CabinetEffect.PulseLatch>().Count());
    }

    [Fact]
    public void An_ack_of_an_older_stream_is_not_kept()
    {
        Bench bench = new(online: true);
        Welcome(bench);
        Assert.DoesNotContain(bench.Give(new CabinetInput.AckReceived(5, 1)).Effects, effect => effect is CabinetEffect.KeepAck);
        Assert.Contains(bench.Give(new CabinetInput.AckReceived(5, 2)).Effects, effect => effect is CabinetEffect.KeepAck);
    }

    private static void Welcome(Bench bench) => bench.Give(new CabinetInput.LinkWelcomed(2, 0, JournalStanding.Accepted));
}
