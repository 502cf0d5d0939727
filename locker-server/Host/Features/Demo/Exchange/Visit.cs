using SmartLocker.Server.Features.Demo.City;

namespace SmartLocker.Server.Features.Demo.Exchange;

/// <summary>What people do at a cabinet, step by step, as the screen tells them.</summary>
internal sealed class Visit(Kiosk kiosk, TimeProvider time)
{
    /// <summary>
    /// Nobody works as fast as a program: a lock takes only so many pulses a minute, and then the screen asks to try again.
    /// </summary>
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(3);
    private const int TriesMax = 40;

    private static readonly string[] Refusals =
    [
        "UnknownPacket", "NotSealed", "NotYourPacket", "NotCollectedHere", "NotAllowed", "AlreadyDeposited", "PacketHeld",
        "DepositsStopped",
    ];

    /// <summary>Signs in. What waits for the person then opens by itself, one door after the other, and is taken.</summary>
    /// <param name="second">Comes when the screen asks for a second person.</param>
    /// <param name="expected">Something waits: where nothing opens by itself, it is asked for.</param>
    public async Task Begin(DemoPerson person, DemoPerson second, bool expected)
    {
        await kiosk.Until("an idle screen", scene => scene.Screen == "Idle");
        await Show(person);
        Scene scene = await kiosk.Until(
            $"{person.Name} being signed in",
            scene => scene.Screen is not ("Idle" or "EnterPin" or "CheckingPin") || scene.Message is "WrongPin" or "LockedOut");
        if (scene.Message is "WrongPin" or "LockedOut")
        {
            throw new DemoFailedException($"{person.Name} could not sign in: {scene}.");
        }

        if (scene.Screen == "Welcome")
        {
            if (!expected) { return; }

            await kiosk.Until("something to collect", scene => scene.Waiting > 0);
            await kiosk.Ask("StartPickup");
        }

        await TakeAll(second);
    }

    public async Task SignOut()
    {
        await kiosk.Ask("SignOut");
        await kiosk.Until("an idle screen", scene => scene.Screen == "Idle");
    }

    /// <returns>False when no compartment is free: the packet stays with the courier.</returns>
    public async Task<bool> Deposit(PacketId packet)
    {
        // An older "no" that is still shown is none for this packet.
        Scene before = await kiosk.Until(
            "the welcome", scene => scene is { Screen: "Welcome" } and not { Message: "NoRoom" } && !IsRefused(scene));
        await kiosk.Scan(packet.Value);
        Scene scene = await Opened(
            $"a door for {packet}",
            scene => scene is { Screen: "PutIn", LitDoorIsOpen: true } || scene.Message == "NoRoom" || IsRefused(scene));
        if (scene.Message == "NoRoom") { return false; }
        if (scene is not { Screen: "PutIn", Compartment: { } door })
        {
            throw new DemoFailedException($"{packet} could not be deposited: {scene}.");
        }

        await kiosk.PushShut(door);
        await kiosk.Until($"the receipt of {packet}", scene => scene.Screen == "Welcome" && scene.Deposited > before.Deposited);
        return true;
    }

    private async Task TakeAll(DemoPerson second)
    {
        int shut = 0;
        while (true)
        {
            int last = shut;
            Scene scene = await Opened("the next step of the pickup", scene => IsStep(scene, last));
            switch (scene)
            {
                case { Screen: "TakeOut", Compartment: { } door }:
                    await kiosk.PushShut(door);
                    shut = door;
                    break;
                case { Screen: "SecondPerson" }:
                    await Show(second);
                    await kiosk.Until(
                        "the check of the two", scene => scene.Screen is not ("EnterPin" or "CheckingPin" or "SecondPerson"));
                    break;
                case { Screen: "SealQuestion" }:
                    await kiosk.Ask("SealIntact");
                    await kiosk.Until("the answer about the seal", scene => scene.Screen != "SealQuestion");
                    break;
                case { Screen: "Welcome", Message: "PickupDone" }:
                    return;
                default:
                    throw new DemoFailedException($"The pickup came to a halt: {scene}.");
            }
        }
    }

    /// <summary>Waits for a step; where a door did not open, tries again.</summary>
    private async Task<Scene> Opened(string what, Func<Scene, bool> shows)
    {
        for (int tries = 0; tries < TriesMax; tries++)
        {
            Scene scene = await kiosk.Until(what, scene => scene.Screen == "DoorStuck" || shows(scene));
            if (scene.Screen != "DoorStuck") { return scene; }

            await Task.Delay(TryAgainAfter, time);
            await kiosk.Ask("OpenAgain");
        }

        throw new DemoFailedException($"Waited for {what}; the door does not open.");
    }

    private async Task Show(DemoPerson person)
    {
        await kiosk.Scan(person.Badge.Value);
        await kiosk.Until($"the question for the PIN of {person.Name}", scene => scene.Screen == "EnterPin");
        await kiosk.EnterPin(person.Pin);
    }

    private static bool IsRefused(Scene scene) => scene.Screen == "Welcome" && Refusals.Contains(scene.Message);

    /// <summary>A door that was pushed shut a moment ago may still be drawn open.</summary>
    private static bool IsStep(Scene scene, int shut) => scene switch
    {
        { Screen: "TakeOut", LitDoorIsOpen: true } => scene.Compartment != shut,
        { Screen: "SecondPerson" or "SealQuestion" or "OutOfOrder" } => true,
        { Screen: "Welcome" } => scene.Message is "PickupDone" or "CheckFailed" or "SecondPersonMissing" or "DoorNotUsable",
        _ => false,
    };
}
