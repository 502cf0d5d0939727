namespace SmartLocker.Server.Core.Agencies;

/// <summary>Why an order about an agency or a person is refused.</summary>
public enum OrganisationRejection { NotAllowed, BadgeTaken, UnknownPerson, BadPin }
