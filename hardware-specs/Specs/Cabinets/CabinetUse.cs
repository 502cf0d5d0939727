namespace SmartLocker.HardwareSpecs.Cabinets;

/// <summary>What a cabinet is built for; a cabinet for documents takes a C4 envelope in every compartment.</summary>
public enum CabinetUse { Documents, Parcels, Mixed }
