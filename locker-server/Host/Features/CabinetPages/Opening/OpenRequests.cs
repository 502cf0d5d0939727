using System.Collections.Immutable;

namespace SmartLocker.Server.Features.CabinetPages.Opening;

/// <summary>
/// The openings that wait for a second person. In memory alone: an order to open is never stored (CL-50).
/// </summary>
internal sealed class OpenRequests(TimeProvider time)
{
    private const int Max = 100;

    private readonly Lock _gate = new();
    private ImmutableArray<OpenRequest> _waiting = [];

    public ImmutableArray<OpenRequest> Of(CabinetId cabinet)
    {
        lock (_gate)
        {
            Forget();
            return [.. _waiting.Where(request => request.Cabinet == cabinet)];
        }
    }

    /// <summary>False when too many wait already.</summary>
    public bool Ask(CabinetId cabinet, int compartment, PersonId by, string reason)
    {
        lock (_gate)
        {
            Forget();
            if (_waiting.Length >= Max) { return false; }

            _waiting = _waiting.Add(
                new OpenRequest(Guid.NewGuid().ToString("N"), cabinet, compartment, by, reason, time.GetUtcNow()));
            return true;
        }
    }

    /// <summary>
    /// Takes a request out for its one use; nothing when it is gone, over, or its approver is the one who asked.
    /// </summary>
    public OpenRequest? Take(CabinetId cabinet, string id, PersonId approver)
    {
        lock (_gate)
        {
            Forget();
            OpenRequest? request = _waiting.FirstOrDefault(one => one.Id == id && one.Cabinet == cabinet && one.By != approver);
            if (request is not null) { _waiting = _waiting.Remove(request); }
            return request;
        }
    }

    private void Forget()
    {
        DateTimeOffset now = time.GetUtcNow();
        _waiting = _waiting.RemoveAll(request => request.IsOver(now));
    }
}
