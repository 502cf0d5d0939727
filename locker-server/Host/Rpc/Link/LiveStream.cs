using System.Threading.Channels;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Rpc.Orders;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>The way into the one loop of a stream: whatever happens to it is put into its inbox, in order.</summary>
internal sealed class LiveStream(Peer peer, CabinetSession session)
{
    /// <summary>Frames wait in the connection, not here, when the loop is behind: that is the back-pressure.</summary>
    private const int InboxMax = 32;

    private readonly Channel<SessionInput> _inbox = Channel.CreateBounded<SessionInput>(InboxMax);
    private int _changeWaits;
    private int _changeMissed;
    private SessionEnd? _ended;

    public Peer Peer => peer;

    public LiveCabinet? Live => session.Live;

    public ChannelReader<SessionInput> Inbox => _inbox.Reader;

    /// <summary>Somebody else ended it: the loop stops at once, whatever is in the inbox.</summary>
    public SessionEnd? Ended => Volatile.Read(ref _ended);

    public CancellationTokenSource Stopping { get; } = new();

    public ValueTask Put(SessionInput input, CancellationToken cancellation) => _inbox.Writer.WriteAsync(input, cancellation);

    /// <summary>Nothing more comes from the cabinet.</summary>
    public void Complete() => _inbox.Writer.TryComplete();

    /// <summary>Into a full inbox none: it is anything but silent, and the next one comes soon.</summary>
    public void Tick() => _inbox.Writer.TryWrite(SessionInput.Tick.Now);

    /// <summary>Many changes in a row are one input.</summary>
    public void Change()
    {
        if (Interlocked.Exchange(ref _changeWaits, 1) == 0 && !_inbox.Writer.TryWrite(new SessionInput.Changed()))
        {
            Volatile.Write(ref _changeWaits, 0);
            Volatile.Write(ref _changeMissed, 1); // A full inbox: asked for behind the input that is being handled.
        }
    }

    /// <returns>True once for changes that found the inbox full.</returns>
    public bool TakeMissedChange() => Interlocked.Exchange(ref _changeMissed, 0) == 1;

    public void ChangeTaken() => Volatile.Write(ref _changeWaits, 0);

    /// <summary>Goes in now or fails now: an order is never queued (CL-50).</summary>
    public void Order(PendingOrder order)
    {
        if (!_inbox.Writer.TryWrite(new SessionInput.Ordered(order))) { order.End(new OrderOutcome.Offline()); }
    }

    public async Task Close(SessionEnd end)
    {
        if (Interlocked.CompareExchange(ref _ended, end, null) is null) { await Stopping.CancelAsync(); }
    }
}
