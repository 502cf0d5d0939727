using System.Text.Json;
using SmartLocker.Firmware.Core.Cabinet;

namespace SmartLocker.Firmware.Agent.Kiosk;

/// <summary>What a page asks, read from its JSON: <c>{"ask":"EnterPin","pin":"…"}</c>.</summary>
public static class KioskAsk
{
    private const int PinMax = 32;

    /// <param name="view">What the page shows: a larger door is larger than the lit one.</param>
    /// <returns>The request, or what is wrong with the message.</returns>
    public static (KioskRequest? Request, string? Problem) Read(ReadOnlyMemory<byte> message, KioskView? view)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(message);
            JsonElement root = document.RootElement;
            string? ask = Text(root, "ask");
            return Request(ask, root, view) is { } request ? (request, null)
                : (null, $"not understood: ask {ask ?? "is missing"}");
        }
        catch (JsonException)
        {
            return (null, "not JSON");
        }
    }

    private static KioskRequest? Request(string? ask, JsonElement root, KioskView? view) => ask switch
    {
        "EnterPin" when Text(root, "pin") is { Length: > 0 and <= PinMax } pin => new KioskRequest.EnterPin(pin),
        "StartPickup" => new KioskRequest.StartPickup(),
        "LargerDoor" when Larger(view) is { } size => new KioskRequest.OtherDoor(size, Low: false),
        "LowDoor" => new KioskRequest.OtherDoor(null, Low: true),
        "OtherDoor" => new KioskRequest.OtherDoor(Size(Text(root, "size")), Flag(root, "low") ?? false),
        "CancelDeposit" => new KioskRequest.CancelDeposit(),
        "OpenAgain" => new KioskRequest.OpenAgain(),
        "DidNotTake" => new KioskRequest.DidNotTake(),
        "SealIntact" => new KioskRequest.SealSeen(Intact: true),
        "SealBroken" => new KioskRequest.SealSeen(Intact: false),
        "SealSeen" when Flag(root, "intact") is { } intact => new KioskRequest.SealSeen(intact),
        "AllowRemoteOpening" => new KioskRequest.AllowRemoteOpening(),
        "CallForHelp" => new KioskRequest.CallForHelp(),
        "MoreTime" => new KioskRequest.MoreTime(),
        "Speak" when Enum.TryParse(Text(root, "language"), out KioskLanguage language) => new KioskRequest.Speak(language),
        "SignOut" => new KioskRequest.SignOut(),
        _ => null,
    };

    private static PacketSize? Larger(KioskView? view) =>
        view?.Doors.FirstOrDefault(door => door.Number == view.Compartment)?.Size switch
        {
            PacketSize.S => PacketSize.M,
            PacketSize.M => PacketSize.L,
            _ => null,
        };

    private static PacketSize? Size(string? text) => Enum.TryParse(text, out PacketSize size) ? size : null;

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind is JsonValueKind.Object && root.TryGetProperty(name, out JsonElement value)
            && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private static bool? Flag(JsonElement root, string name) =>
        root.ValueKind is JsonValueKind.Object && root.TryGetProperty(name, out JsonElement value)
        && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : null;
}
