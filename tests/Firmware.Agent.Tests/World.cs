using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SmartLocker.Firmware.Core.Desired;

namespace SmartLocker.Firmware.Agent.Tests;

/// <summary>One courier with a badge and a PIN, one agency, one sealed packet.</summary>
internal static class World
{
    public const string Pin = "27182818";

    public static PersonId Ann { get; } = PersonId.Parse("ann");
    public static BadgeNumber Badge { get; } = BadgeNumber.FromDigits("1234567890");
    public static PacketId Packet { get; } = PacketId.FromDigits("123456789012");
    public static AgencyCode Sender { get; } = AgencyCode.Parse("327220000I");
    public static AgencyCode Receiver { get; } = AgencyCode.Parse("327230000I");
    public static ImmutableArray<byte> Pepper { get; } = [.. Enumerable.Range(0, 32).Select(index => (byte)index)];

    public static PinVerifier Verifier { get; } = VerifierOf(Pin, [.. Enumerable.Repeat((byte)5, 16)], iterations: 1_000);

    public static DesiredState Desired(long version) => DesiredState.Empty with
    {
        Version = version,
        MadeAt = new DateTimeOffset(2026, 10, 2, 0, 0, 0, TimeSpan.Zero),
        People = ImmutableSortedDictionary<PersonId, CabinetPerson>.Empty.Add(
            Ann, new CabinetPerson(Ann, "陳小安", Badge, Verifier, [Sender, Receiver], [Receiver])),
        Packets = ImmutableSortedDictionary<PacketId, ExpectedPacket>.Empty.Add(
            Packet, new ExpectedPacket(Packet, Sender, Receiver, PacketSize.S, Urgency.Fast, PickupPolicy.OnePerson, [],
                new DateTimeOffset(2026, 10, 2, 0, 0, 0, TimeSpan.Zero), PacketStanding.Sealed)
            {
                Sharing = PacketSharing.WithReceiversOwn,
            }),
        Compartments = ImmutableSortedDictionary<int, CompartmentSetting>.Empty
            .Add(2, new CompartmentSetting(2, Receiver, null))
            .Add(3, new CompartmentSetting(3, null, "repair") { SettledUpTo = 7 }),
        Settings = CabinetSettings.Default with { DisplayName = "市府一號櫃", AssignWaitMax = TimeSpan.FromMilliseconds(100) },
    };

    private static PinVerifier VerifierOf(string pin, byte[] salt, int iterations)
    {
        byte[] slow = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(pin), salt, iterations, HashAlgorithmName.SHA256, 32);
        return new PinVerifier([.. salt], iterations, [.. HMACSHA256.HashData(Pepper.AsSpan(), slow)]);
    }
}
