using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Firmware.Agent.Journal;
using SmartLocker.Firmware.Core.Desired;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Link;

/// <summary>Desired state: what the server sends, and the document that the cabinet keeps.</summary>
public static class DesiredWire
{
    /// <exception cref="FormatException">Not as it must be: none of it is taken.</exception>
    public static DesiredChange Read(V1.DesiredState wire) =>
        wire.BaseVersion == 0 ? new DesiredChange.Full(Full(wire)) : Delta(wire);

    /// <exception cref="FormatException">Not a full document.</exception>
    public static DesiredState ReadFull(byte[] document)
    {
        try
        {
            return Full(V1.DesiredState.Parser.ParseFrom(document));
        }
        catch (InvalidProtocolBufferException garbled)
        {
            throw new FormatException("Not a desired state.", garbled);
        }
    }

    public static byte[] ToDocument(DesiredState state)
    {
        V1.DesiredState wire = new()
        {
            Version = (ulong)state.Version,
            MadeAt = Timestamp.FromDateTimeOffset(state.MadeAt),
            Settings = Write(state.Settings),
            Codes = state.Codes is { } codes ? Write(codes) : null,
        };
        wire.People.AddRange(state.People.Values.Select(Write));
        wire.Packets.AddRange(state.Packets.Values.Select(PacketWire.Write));
        wire.Compartments.AddRange(state.Compartments.Values.Select(Write));
        return wire.ToByteArray();
    }

    private static DesiredState Full(V1.DesiredState wire) => new(
        WireRead.Number(wire.Version),
        WireRead.Moment(wire.MadeAt, "made_at"),
        Unique(wire.People.Select(Read), person => person.Id),
        Unique(wire.Packets.Select(PacketWire.Read), packet => packet.Id),
        Unique(wire.Compartments.Select(Read), setting => setting.Compartment),
        Read(WireRead.Present(wire.Settings, "settings")))
    {
        Codes = wire.Codes is { } codes ? Read(codes) : null,
    };

    private static DesiredChange.Delta Delta(V1.DesiredState wire) => new(
        WireRead.Number(wire.Version), WireRead.Number(wire.BaseVersion), WireRead.Moment(wire.MadeAt, "made_at"),
        [.. wire.People.Select(Read)], WireRead.Persons(wire.RemovedPersonIds),
        [.. wire.Packets.Select(PacketWire.Read)], WireRead.Packets(wire.RemovedPacketIds),
        wire.Settings is null ? null : [.. wire.Compartments.Select(Read)],
        wire.Settings is null ? null : Read(wire.Settings))
    {
        Codes = wire.Codes is { } codes ? Read(codes) : null,
    };

    private static ImmutableSortedDictionary<TKey, TValue> Unique<TKey, TValue>(
        IEnumerable<TValue> values, Func<TValue, TKey> key)
        where TKey : notnull
    {
        ImmutableSortedDictionary<TKey, TValue>.Builder unique = ImmutableSortedDictionary.CreateBuilder<TKey, TValue>();
        foreach (TValue value in values)
        {
            if (!unique.TryAdd(key(value), value))
            {
                throw new FormatException($"{key(value)} is listed twice.");
            }
        }

        return unique.ToImmutable();
    }

    private static V1.CabinetPerson Write(CabinetPerson person)
    {
        V1.CabinetPerson wire = new()
        {
            PersonId = person.Id.Value,
            Name = person.Name,
            BadgeNumber = person.Badge.Value,
            Pin = new V1.PinVerifier
            {
                Salt = ByteString.CopyFrom(person.Pin.Salt.AsSpan()),
                Iterations = (uint)person.Pin.Iterations,
                Verifier = ByteString.CopyFrom(person.Pin.Verifier.AsSpan()),
            },
            MayService = person.MayService,
        };
        wire.Agencies.AddRange(person.Agencies.Select(agency => agency.Value));
        wire.TwoPersonAgencies.AddRange(person.TwoPersonAgencies.Select(agency => agency.Value));
        return wire;
    }

    private static CabinetPerson Read(V1.CabinetPerson wire)
    {
        // Who has no PIN yet is known all the same, and no PIN is the right one: one such person must not cost the document.
        V1.PinVerifier pin = wire.Pin ?? new V1.PinVerifier();
        return new CabinetPerson(
            PersonId.Parse(wire.PersonId), wire.Name, BadgeNumber.Parse(wire.BadgeNumber),
            new PinVerifier([.. pin.Salt], WireRead.Number(pin.Iterations), [.. pin.Verifier]),
            [.. wire.Agencies.Select(AgencyCode.Parse)], [.. wire.TwoPersonAgencies.Select(AgencyCode.Parse)])
        {
            MayService = wire.MayService,
        };
    }

    private static V1.CompartmentSetting Write(CompartmentSetting setting) => new()
    {
        Compartment = (uint)setting.Compartment,
        FixedAgency = setting.FixedAgency?.Value ?? "",
        OutOfServiceReason = setting.OutOfServiceReason ?? "",
        SettledUpTo = (ulong)setting.SettledUpTo,
        UnlistedPacketIds = { setting.Unlisted.Select(packet => packet.Value) },
    };

    private static CompartmentSetting Read(V1.CompartmentSetting wire) => new(
        WireRead.Number(wire.Compartment), WireRead.Agency(wire.FixedAgency),
        wire.OutOfServiceReason.Length == 0 ? null : wire.OutOfServiceReason)
    {
        SettledUpTo = WireRead.Number(wire.SettledUpTo),
        Unlisted = [.. wire.UnlistedPacketIds.Select(PacketId.Parse)],
    };

    private static V1.CodeSettings Write(CodeSettings codes)
    {
        V1.CodeSettings wire = new()
        {
            CabinetId = codes.Cabinet.Value,
            RevokedUpTo = (ulong)codes.RevokedUpTo,
            FreshFor = Duration.FromTimeSpan(codes.FreshFor),
        };
        wire.Keys.AddRange(codes.Keys.Select(
            key => new V1.CodeKey { KeyId = key.Key, PublicKey = ByteString.CopyFrom(key.Value.AsSpan()) }));
        return wire;
    }

    private static CodeSettings Read(V1.CodeSettings wire) => new(
        CabinetId.Parse(wire.CabinetId),
        Unique(wire.Keys, key => key.KeyId).ToImmutableSortedDictionary(
            key => key.Key, key => ImmutableArray.Create(key.Value.PublicKey.Span), StringComparer.Ordinal),
        WireRead.Number(wire.RevokedUpTo), WireRead.Span(wire.FreshFor, "fresh_for"));

    private static V1.CabinetSettings Write(CabinetSettings settings) => new()
    {
        DisplayName = settings.DisplayName,
        VisitIdleMax = Duration.FromTimeSpan(settings.VisitIdleMax),
        FreshFor = Duration.FromTimeSpan(settings.FreshFor),
        AssignWaitMax = Duration.FromTimeSpan(settings.AssignWaitMax),
        SignInFailuresMax = (uint)settings.SignInFailuresMax,
        SignInLockOut = Duration.FromTimeSpan(settings.SignInLockOut),
        ReserveThreshold = (uint)settings.ReserveThreshold,
    };

    private static CabinetSettings Read(V1.CabinetSettings wire) => new(
        wire.DisplayName, WireRead.Span(wire.VisitIdleMax, "visit_idle_max"), WireRead.Span(wire.FreshFor, "fresh_for"),
        WireRead.Span(wire.AssignWaitMax, "assign_wait_max"), WireRead.Number(wire.SignInFailuresMax),
        WireRead.Span(wire.SignInLockOut, "sign_in_lock_out"), WireRead.Number(wire.ReserveThreshold));
}
