using System.Collections.Concurrent;
using SmartLocker.Server.Features.Demo.City;

namespace SmartLocker.Server.Features.Demo.Exchange;

/// <summary>Nobody stands at two cabinets at once.</summary>
internal sealed class BusyPeople
{
    private readonly ConcurrentDictionary<PersonId, SemaphoreSlim> _free = new();

    /// <summary>Taken in one order by everybody, so that no two wait for each other.</summary>
    public async Task<IDisposable> Take(params DemoPerson[] people)
    {
        SemaphoreSlim[] taken =
            [.. people.DistinctBy(person => person.Id).OrderBy(person => person.Id).Select(person => Of(person.Id))];
        foreach (SemaphoreSlim one in taken) { await one.WaitAsync(); }
        return new Release(taken);
    }

    private SemaphoreSlim Of(PersonId person) => _free.GetOrAdd(person, _ => new SemaphoreSlim(1, 1));

    private sealed class Release(SemaphoreSlim[] taken) : IDisposable
    {
        public void Dispose()
        {
            foreach (SemaphoreSlim one in taken) { one.Release(); }
        }
    }
}
