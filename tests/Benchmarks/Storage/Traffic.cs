using System.Globalization;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Benchmarks.Storage;

/// <summary>
/// What a busy cabinet puts on record: couriers who come, put packets in and take them out, and doors that stick.
/// </summary>
internal static class Traffic
{
    private const int Doors = 24;
    private const int PacketsPerVisit = 3;
    private const int FaultEvery = 40;

    private static readonly AgencyCode Receiver = AgencyCode.Parse("395010000A");

    public static IEnumerable<Fact> Next(IEnumerator<Fact> traffic, int count)
    {
        for (int taken = 0; taken < count && traffic.MoveNext(); taken++) { yield return traffic.Current; }
    }

    public static IEnumerable<Fact> Days()
    {
        for (int visit = 0; ; visit++)
        {
            PersonId person = PersonId.Parse($"courier-{visit % 50}");
            yield return new Fact.SignedIn(person, $"visit-{visit}");
            for (int index = 0; index < PacketsPerVisit; index++)
            {
                // A packet stays for eight visits, so that every door is in use, and none for ever.
                int number = (visit * PacketsPerVisit) + index;
                foreach (Fact fact in Hand(person, number, isDeposit: true)) { yield return fact; }
                if (number < Doors) { continue; }

                foreach (Fact fact in Hand(person, number - Doors, isDeposit: false)) { yield return fact; }
            }

            if (visit % FaultEvery == 0) { yield return new Fact.FaultRaised("Jammed", 1 + (visit % Doors), "hook latched"); }
            if (visit % FaultEvery == 1) { yield return new Fact.FaultCleared("Jammed", 1 + ((visit - 1) % Doors)); }

            yield return new Fact.SignedOut($"visit-{visit}");
        }
    }

    private static IEnumerable<Fact> Hand(PersonId person, int number, bool isDeposit)
    {
        (int door, CommandId command) = (1 + (number % Doors), CommandId.Parse($"c-{number}-{(isDeposit ? "in" : "out")}"));
        PacketId packet = PacketId.FromDigits((100_000_000_000 + number).ToString(CultureInfo.InvariantCulture));
        yield return new Fact.ReleaseIntended(
            command, door, isDeposit ? ReleasePurpose.Deposit : ReleasePurpose.Pickup, [packet], [person],
            isDeposit ? new Authorisation.AssignedLocally(command.Value) : new Authorisation.Desired(7));
        yield return new Fact.ReleaseEnded(command, door, ReleaseResult.Opened, 1);
        yield return new Fact.DoorShut(door, TimeSpan.FromSeconds(9.5));
        yield return isDeposit
            ? new Fact.PacketDeposited(packet, door, person, command, Receiver)
            : new Fact.PacketPickedUp(packet, door, [person], command, SealState.NotAsked);
    }
}
