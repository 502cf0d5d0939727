using System.Collections.Immutable;
using SmartLocker.Codes;
using SmartLocker.Firmware.Core.Tests.Cabinet;

namespace SmartLocker.Firmware.Core.Tests.Codes;

internal static class Sample
{
    public static readonly CabinetId Here = CabinetId.Parse("hall-1");
    public static readonly DateTimeOffset Issued = new(2026, 10, 2, 0, 0, 0, TimeSpan.Zero);

    public static PickupCode Code(int compartment = 3, PacketId? packet = null, int id = 1, params PersonId[] openers) => new(
        $"000102030405060708090a0b0c0d0e{id:x2}", Here, compartment, packet ?? People.Plain,
        openers.Length == 0 ? [People.Opener.Id] : [.. openers], CodePolicy.Pin, 7, Issued, Issued.AddHours(24));
}
