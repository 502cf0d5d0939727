using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.Invariants;
using SmartLocker.Simulation.People;
using SmartLocker.Simulation.Server;
using SmartLocker.TestKit;

namespace SmartLocker.Simulation.World;

/// <summary>The real cores, journal and ledger in a made-up city: one seed, one history, byte for byte.</summary>
/// <remarks>One thread; nothing waits, sleeps or asks what time it is.</remarks>
internal sealed class City : IDisposable
{
    private static readonly DateTimeOffset Begin = new(2026, 10, 2, 0, 0, 0, TimeSpan.Zero);
    private static long _cities;

    private readonly HashSet<CabinetNode> _busyKiosks = [];
    private readonly Queue<Action> _waiting = new();

    public City(int seed, CityPlan plan, string about = "")
    {
        Plan = plan;
        Name = $"{seed}-{Interlocked.Increment(ref _cities)}";
        Time = new ManualTime(Begin);
        Agenda = new Agenda(Time);
        Chance = new Chance(seed);
        Faults = new Faults(Chance, plan.Plagues);
        Trace = new Trace(Agenda, about);
        Watch = new Watch(this);
        Matter = new Matter(this);
        Store = new CityStore(this);
        Nodes = new ServerNodes(this);
        (Cabinets, People) = Founding.Found(this);
        Technician = Founding.Technician(this);
        Pins = People.Append(Technician).ToDictionary(person => person.Id, person => person.Pin);
        Office = new Office(this);
        Administrator = new Administrator(this);
        Workshop = new Workshop(this);
        Keeper = new CityKeeper(this);
        Troubles = new Troubles(this);
    }

    /// <summary>Tells the databases of cities apart that live at the same time; part of no decision.</summary>
    public string Name { get; }
    public ManualTime Time { get; }
    public Agenda Agenda { get; }
    public Chance Chance { get; }
    public Faults Faults { get; }
    public Trace Trace { get; }
    public Markers Markers { get; } = new();
    public Watch Watch { get; }
    public Matter Matter { get; }
    public Labels Labels { get; } = new();
    public CityPlan Plan { get; }
    public CityStore Store { get; }
    public ServerNodes Nodes { get; }
    public IReadOnlyList<CabinetNode> Cabinets { get; }
    public IReadOnlyList<Somebody> People { get; }
    public Somebody Technician { get; }

    /// <summary>What they really have, whatever any verifier says.</summary>
    public IReadOnlyDictionary<PersonId, string> Pins { get; }
    public Office Office { get; }
    public Administrator Administrator { get; }
    public Workshop Workshop { get; }
    public CityKeeper Keeper { get; }
    public Troubles Troubles { get; }
    public long Events { get; private set; }

    /// <summary>Lives through so many hours; then faults stop and what is under way comes to an end.</summary>
    public void Live(TimeSpan span)
    {
        foreach (CabinetNode cabinet in Cabinets) { cabinet.PowerOn(); }

        Office.Open();
        Administrator.Begin();
        Keeper.Begin();
        Troubles.Begin();
        Run(span);
        Faults.Heal();
        Troubles.End();
        Run(span + TimeSpan.FromMinutes(45));
        Office.Close();
        Run(span + TimeSpan.FromHours(1));
        Office.FetchAll();
        Run(span + TimeSpan.FromMinutes(80));
        Administrator.End(); // A doubt that ends now would leave its people no time to come (seed 79); it may stand.
        Run(span + TimeSpan.FromMinutes(90));
        Run(span + TimeSpan.FromMinutes(92), IsAllTold); // An entry of the last moment is on its way (seed 156).
        Watch.AtTheEnd();
    }

    private bool IsAllTold() => Cabinets.All(cabinet => cabinet.Journal is not { } journal
        || Server.Ended.Now(Store.Ledger.FindCabinet(cabinet.Id))!.State.Journal?.AppliedUpTo == journal.LastSequence);

    /// <summary>Somebody wants to use a kiosk: now, or when whoever stands there has gone.</summary>
    public void AtKiosk(CabinetNode cabinet, Action begin)
    {
        if (_busyKiosks.Add(cabinet)) { begin(); }
        else { _waiting.Enqueue(() => AtKiosk(cabinet, begin)); }
    }

    public void KioskIsFree(CabinetNode cabinet)
    {
        _busyKiosks.Remove(cabinet);
        for (int left = _waiting.Count; left > 0; left--) { _waiting.Dequeue()(); }
    }

    public void PowerFails(CabinetNode cabinet)
    {
        cabinet.PowerCut();
        PowerComesBack(cabinet, Chance.Seconds(5, 300));
    }

    /// <summary>For as long as it takes to put it back.</summary>
    public void PlugIsOut(CabinetNode cabinet)
    {
        cabinet.PowerCut();
        PowerComesBack(cabinet, Chance.Seconds(2, 20));
    }

    public void AgentDies(CabinetNode cabinet)
    {
        cabinet.AgentCrash();
        StartsAgain(cabinet);
    }

    /// <summary>The system starts its program again.</summary>
    public void StartsAgain(CabinetNode cabinet) => PowerComesBack(cabinet, Chance.Seconds(1, 10));

    /// <summary>The administrator does again what the backup does not know.</summary>
    public void RestoreServer()
    {
        Store.Restore();
        Watch.StoreRestored();
        Administrator.WithdrawAgain();
    }

    public void Collected(PacketId packet) => Office.Collected(packet);

    private void PowerComesBack(CabinetNode cabinet, TimeSpan after) => Agenda.In(after, () =>
    {
        if (!cabinet.IsOn) { cabinet.PowerOn(); }
    });

    public void Dispose()
    {
        Workshop.FindClones();
        foreach (CabinetNode cabinet in Cabinets) { cabinet.Dispose(); }

        Store.Dispose();
        Trace.Dispose();
    }

    /// <param name="until">Since the beginning.</param>
    /// <param name="enough">Asked after every event; null lives on to the end.</param>
    public void Run(TimeSpan until, Func<bool>? enough = null)
    {
        while (Agenda.Next(until))
        {
            Events++;
            Watch.AfterEvent();
            if (enough?.Invoke() == true) { return; }
        }
    }
}
