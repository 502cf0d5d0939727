using System.Collections.Immutable;
using SmartLocker.Firmware.Agent.Kiosk;
using SmartLocker.Firmware.Agent.Link;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>Who carries out effects, besides the lines.</summary>
/// <param name="Pepper">This cabinet's secret for PIN verifiers; empty before enrolment, and then no PIN is right.</param>
public sealed record EffectTargets(Journal.Journal Journal, ILinkSender Link, KioskFeed Kiosk, ImmutableArray<byte> Pepper);
