using System.Text.Json;
using System.Text.Json.Serialization;
using SmartLocker.Firmware.Hardware.Simulated;

namespace SmartLocker.Firmware.Agent.Board;

/// <summary>One virtual door as JSON.</summary>
internal sealed record BoardDoor(int Door, bool Shut, bool Latched, int Pulses, IReadOnlyList<DoorMisbehaviour> Faults)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static BoardDoor Of(VirtualDoorState state) =>
        new(state.Compartment, state.IsShut, state.IsLatched, state.Pulses, [.. state.Misbehaviours]);
}
