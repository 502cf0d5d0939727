using System.Collections.Immutable;
using System.Text.Json;

namespace SmartLocker.Server.Features.Demo.Exchange;

/// <summary>What a kiosk's screen shows, as far as somebody in front of it goes by it.</summary>
/// <param name="Message">The kind of what is told beside the screen.</param>
/// <param name="OpenDoors">The doors drawn as open.</param>
internal sealed record Scene(string Screen, string? Message, int? Compartment, ImmutableArray<int> OpenDoors)
{
    public int Waiting { get; init; }
    public int Deposited { get; init; }
    public bool Online { get; init; }

    public bool LitDoorIsOpen => Compartment is { } lit && OpenDoors.Contains(lit);

    /// <returns>Nothing for a message that is no view, such as a signal.</returns>
    public static Scene? Read(ReadOnlyMemory<byte> message)
    {
        using JsonDocument document = JsonDocument.Parse(message);
        if (!document.RootElement.TryGetProperty("view", out JsonElement view)) { return null; }

        JsonElement told = view.GetProperty("message");
        JsonElement lit = view.GetProperty("compartment");
        return new Scene(
            view.GetProperty("screen").GetString()!,
            told.ValueKind == JsonValueKind.Object ? told.GetProperty("kind").GetString() : null,
            lit.ValueKind == JsonValueKind.Number ? lit.GetInt32() : null,
            [
                .. view.GetProperty("doors").EnumerateArray()
                    .Where(door => door.GetProperty("state").GetString() == "Open")
                    .Select(door => door.GetProperty("number").GetInt32()),
            ])
        {
            Waiting = view.GetProperty("waiting").GetInt32(),
            Deposited = view.GetProperty("deposited").GetInt32(),
            Online = view.GetProperty("online").GetBoolean(),
        };
    }

    public override string ToString() => $"{Screen} (door {Compartment}, {Message ?? "no message"}, {Waiting} waiting)";
}
