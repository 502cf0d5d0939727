namespace SmartLocker.Server.Features.Intake;

/// <summary>Why a waiting receiver or sender could not be resolved so.</summary>
public enum ResolveRejection { UnknownDocument, UnknownReceiver, UnknownAgency, NotWaiting, AlreadyNamed, NotAllowed }
