using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;

namespace SmartLocker.Firmware.Agent.Kiosk;

/// <summary>What the screen shows, to every page that listens: the whole view on each change, signals as they come.</summary>
/// <remarks>The state lives here and in the core, never in the page: a reload gets the same view again.</remarks>
public sealed class KioskFeed(CabinetClock clock)
{
    /// <summary>A page that does not read falls behind; it is sent the newest view once it does.</summary>
    private const int WaitingMax = 8;

    private readonly Lock _gate = new();
    private readonly List<Channel<byte[]>> _pages = [];
    private KioskView? _view;
    private string _text = "";
    private long _version;

    public KioskView? View
    {
        get
        {
            lock (_gate)
            {
                return _view;
            }
        }
    }

    /// <summary>A view that reads the same as the last one is no change.</summary>
    public void Show(KioskView view)
    {
        string text = JsonSerializer.Serialize(view, KioskJson.Default.KioskView);
        lock (_gate)
        {
            _view = view;
            if (text == _text)
            {
                return;
            }

            (_text, _version) = (text, _version + 1);
            Send(Envelope());
        }
    }

    public void Signal(KioskSignal sound, int compartment)
    {
        lock (_gate)
        {
            Send(Message(json =>
            {
                json.WriteString("signal", sound.ToString());
                json.WriteNumber("compartment", compartment);
            }));
        }
    }

    /// <summary>The current view first, then every change until <see cref="Leave"/>.</summary>
    public Channel<byte[]> Join()
    {
        Channel<byte[]> page = Channel.CreateBounded<byte[]>(
            new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        lock (_gate)
        {
            _pages.Add(page);
            if (_view is not null)
            {
                page.Writer.TryWrite(Envelope());
            }
        }

        return page;
    }

    public void Leave(Channel<byte[]> page)
    {
        lock (_gate)
        {
            _pages.Remove(page);
            page.Writer.TryComplete();
        }
    }

    /// <summary>One JSON object as a message to a page.</summary>
    internal static byte[] Message(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void Send(byte[] message)
    {
        foreach (Channel<byte[]> page in _pages)
        {
            page.Writer.TryWrite(message);
        }
    }

    /// <summary>
    /// With the uptime of this moment, so that the page can count down to the view's deadlines by its own
    /// clock.
    /// </summary>
    private byte[] Envelope() => Message(json =>
    {
        json.WriteNumber("version", _version);
        json.WriteNumber("uptime", clock.Now.SinceStart.TotalSeconds);
        json.WritePropertyName("view");
        json.WriteRawValue(_text);
    });
}
