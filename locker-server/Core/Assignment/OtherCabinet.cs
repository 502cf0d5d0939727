using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.Server.Core.Fleet;

namespace SmartLocker.Server.Core.Assignment;

/// <summary>Another cabinet at which a receiver collects.</summary>
public sealed record OtherCabinet(Cabinet Cabinet, CabinetModel Model);
