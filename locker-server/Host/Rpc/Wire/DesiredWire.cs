using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Desired;
using Proto = SmartLocker.Contracts.V1;

namespace SmartLocker.Server.Rpc.Wire;

/// <summary>Desired state on its way to a cabinet.</summary>
internal static class DesiredWire
{
    public static Proto.DesiredState Write(DesiredChange change) => change switch
    {
        DesiredChange.Full full => Write(full.State),
        DesiredChange.Delta delta => Write(delta),
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
    };

    public static Proto.ExpectedPacket Write(ExpectedPacket packet) => new()
    {
        PacketId = packet.Id.Value,
        SenderAgency = packet.Sender.Value,
        ReceiverAgency = packet.Receiver.Value,
        Size = WireWords.Write(packet.Size),
        Urgency = WireWords.Write(packet.Urgency),
        PickupPolicy = WireWords.Write(packet.Policy),
        OpenerIds = { packet.Openers.Select(person => person.Value) },
        SealedAt = packet.SealedAt.ToTimestamp(),
        Standing = WireWords.Write(packet.Standing),
        Sharing = WireWords.Write(packet.Sharing),
        FoundIn = (uint)(packet.FoundIn ?? 0),
        CodeNumber = (ulong)packet.CodeNumber,
    };

    private static Proto.DesiredState Write(DesiredState state) => new()
    {
        Version = (ulong)state.Version,
        MadeAt = state.MadeAt.ToTimestamp(),
        People = { state.People.Values.Select(Write) },
        Packets = { state.Packets.Values.Select(Write) },
        Compartments = { state.Compartments.Values.Select(Write) },
        Settings = Write(state.Settings),
        Codes = state.Codes is { } codes ? Write(codes) : null,
    };

    private static Proto.DesiredState Write(DesiredChange.Delta delta) => new()
    {
        Version = (ulong)delta.Version,
        BaseVersion = (ulong)delta.BaseVersion,
        MadeAt = delta.MadeAt.ToTimestamp(),
        People = { delta.People.Select(Write) },
        RemovedPersonIds = { delta.RemovedPeople.Select(person => person.Value) },
        Packets = { delta.Packets.Select(Write) },
        RemovedPacketIds = { delta.RemovedPackets.Select(packet => packet.Value) },
        Compartments = { (delta.Compartments ?? []).Select(Write) },
        Settings = delta.Settings is { } settings ? Write(settings) : null,
        Codes = delta.Codes is { } codes ? Write(codes) : null,
    };

    private static Proto.CabinetPerson Write(DesiredPerson person) => new()
    {
        PersonId = person.Id.Value,
        Name = person.Name,
        BadgeNumber = person.Badge.Value,
        Pin = person.Pin is { } pin ? Write(pin) : null,
        Agencies = { person.Agencies.Select(agency => agency.Value) },
        TwoPersonAgencies = { person.TwoPersonAgencies.Select(agency => agency.Value) },
        MayService = person.MayService,
    };

    private static Proto.PinVerifier Write(PinVerifier pin) => new()
    {
        Salt = ByteString.CopyFrom(pin.Salt.AsSpan()),
        Iterations = (uint)pin.Iterations,
        Verifier = ByteString.CopyFrom(pin.Verifier.AsSpan()),
    };

    private static Proto.CompartmentSetting Write(CompartmentSetting setting) => new()
    {
        Compartment = (uint)setting.Compartment,
        FixedAgency = setting.FixedFor?.Value ?? "",
        OutOfServiceReason = setting.OutOfServiceReason ?? "",
        SettledUpTo = (ulong)setting.SettledUpTo,
        UnlistedPacketIds = { setting.Unlisted.Select(packet => packet.Value) },
    };

    private static Proto.CodeSettings Write(CodeSettings codes) => new()
    {
        CabinetId = codes.Cabinet.Value,
        Keys = { codes.Keys.Select(key => new Proto.CodeKey
        {
            KeyId = key.Id,
            PublicKey = ByteString.FromBase64(key.PublicKey),
        }) },
        RevokedUpTo = (ulong)codes.RevokedUpTo,
        FreshFor = codes.FreshFor.ToDuration(),
    };

    private static Proto.CabinetSettings Write(CabinetSettings settings) => new()
    {
        DisplayName = settings.DisplayName,
        VisitIdleMax = settings.VisitIdleMax.ToDuration(),
        FreshFor = settings.FreshFor.ToDuration(),
        AssignWaitMax = settings.AssignWaitMax.ToDuration(),
        SignInFailuresMax = (uint)settings.SignInFailuresMax,
        SignInLockOut = settings.SignInLockOut.ToDuration(),
        ReserveThreshold = (uint)settings.ReserveThreshold,
    };
}
