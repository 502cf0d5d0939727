using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
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

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(), new UptimeAsSeconds() },
    };

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
        string text = JsonSerializer.Serialize(view, Json);
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
            Send(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["signal"] = sound.ToString(), ["compartment"] = compartment }));
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

    private void Send(byte[] message)
    {
        foreach (Channel<byte[]> page in _pages)
        {
            page.Writer.TryWrite(message);
        }
    }

    /// <summary>With the uptime of this moment, so that the page can count down to the view's deadlines by its own clock.</summary>
    private byte[] Envelope() => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["version"] = _version,
        ["uptime"] = clock.Now.SinceStart.TotalSeconds,
        ["view"] = JsonNode.Parse(_text),
    });

    private sealed class UptimeAsSeconds : JsonConverter<Uptime>
    {
        public override Uptime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(TimeSpan.FromSeconds(reader.GetDouble()));

        public override void Write(Utf8JsonWriter writer, Uptime value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(Math.Round(value.SinceStart.TotalSeconds, 3));
    }
}
