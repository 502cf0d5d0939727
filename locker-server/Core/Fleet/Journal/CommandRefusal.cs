namespace SmartLocker.Server.Core.Fleet.Journal;

/// <summary>Why an order was not carried out; no pulse was given.</summary>
public enum CommandRefusal { NonceUnknown, Expired, Fenced, Limit, Busy, NoSuchCompartment, OutOfService, NotAllowed, Blocked }
