using System.Text.Json;
using System.Text.Json.Serialization;
using SmartLocker.Firmware.Hardware.Simulated;

namespace SmartLocker.Firmware.Agent.Board;

/// <summary>One virtual door as JSON.</summary>
internal sealed record BoardDoor(int Door, bool Shut, bool Latched, int Pulses, IReadOnlyList<DoorMisbehaviour> Faults)
{
    public static BoardDoor Of(VirtualDoorState state) =>
        new(state.Compartment, state.IsShut, state.IsLatched, state.Pulses, [.. state.Misbehaviours]);
}

/// <summary>What the board's endpoints answer, written by code generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IEnumerable<BoardDoor>))]
[JsonSerializable(typeof(BoardScan))]
internal sealed partial class BoardJson : JsonSerializerContext;

internal sealed record BoardScan(string Scanned);
