using SmartLocker.Firmware.Core.Cabinet;

namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>Somebody at the kiosk who does what the screen says and errs in nothing.</summary>
internal sealed class Visit(SmallWorld world, Courier person, Courier? colleague, params IEnumerable<PacketId> packets)
{
    private const int LooksMax = 80;

    /// <summary>Shown to the scanner in place of the badge.</summary>
    public string? Code { get; init; }

    /// <summary>Opens the door and leaves everything inside.</summary>
    public bool TakesNothing { get; init; }

    private readonly Queue<PacketId> _toDeposit = new(packets);
    private PacketId? _inHand;
    private Courier? _second;
    private bool _isDone;

    public void Run()
    {
        for (int look = 0; look < LooksMax; look++)
        {
            if (!React(world.Cabinet!.Screen)) { return; }

            world.Pass(TimeSpan.FromMilliseconds(250));
        }

        throw new InvalidOperationException($"The visit does not end: {world.Cabinet!.Screen.Screen}.");
    }

    private bool React(KioskView view)
    {
        switch (view.Screen)
        {
            case KioskScreen.Idle when _isDone:
                return false;
            case KioskScreen.Idle:
                Scan(Code ?? person.Badge);
                return true;
            case KioskScreen.EnterPin:
                Ask(new KioskRequest.EnterPin((_second ?? person).Pin));
                return true;
            case KioskScreen.Welcome:
                AtWelcome(view);
                return true;
            case KioskScreen.PutIn when _inHand is { } packet && IsOpen(view):
                world.Metal.Put(packet, view.Compartment!.Value);
                world.Point("the packet lies inside");
                world.Cabinet!.Push(view.Compartment.Value);
                return true;
            case KioskScreen.TakeOut when IsOpen(view) && TakesNothing:
                Ask(new KioskRequest.DidNotTake());
                return true;
            case KioskScreen.LeaveInside when IsOpen(view):
                world.Cabinet!.Push(view.Compartment!.Value);
                return true;
            case KioskScreen.TakeOut when IsOpen(view):
                world.Metal.TakeAll(view.Compartment!.Value);
                world.Point("the packet is taken out");
                world.Cabinet!.Push(view.Compartment.Value);
                return true;
            case KioskScreen.SecondPerson:
                _second = colleague!;
                Scan(colleague!.Badge);
                return true;
            case KioskScreen.SealQuestion:
                Ask(new KioskRequest.SealSeen(Intact: true));
                return true;
            default: // The machine is at work.
                return true;
        }
    }

    private void AtWelcome(KioskView view)
    {
        if (_toDeposit.TryDequeue(out PacketId packet))
        {
            _inHand = packet;
            Scan(packet.Value);
        }
        else if (view.Actions.Contains(KioskAction.AllowRemoteOpening))
        {
            Ask(new KioskRequest.AllowRemoteOpening());
            bool said = world.Cabinet!.Screen.Message?.Kind is NoticeKind.RemoteOpeningAllowed;
            world.Promises = world.Promises with { Unblocked = said };
            world.Point("the screen says that doors may be opened from afar again");
        }
        else if (view.Waiting > 0)
        {
            Ask(new KioskRequest.StartPickup());
        }
        else
        {
            _isDone = true;
            Ask(new KioskRequest.SignOut());
        }
    }

    private bool IsOpen(KioskView view) => view.Compartment is { } door && world.Metal.IsOpen(door);

    private void Scan(string text) => world.Cabinet!.Feed(new CabinetInput.Scanned(text));

    private void Ask(KioskRequest request) => world.Cabinet!.Feed(new CabinetInput.KioskAsked(request));
}
