using SmartLocker.Server.Features.Fleet;

namespace SmartLocker.Server.Rpc.Link;

/// <summary>Where a stream's questions are decided. Everything a desk answers is durable when it answers.</summary>
internal sealed record LinkDesks(CabinetDesk Cabinets, JournalDesk Journals, DesiredDesk Desired);
