namespace SmartLocker.Server.Core.Agencies;

/// <summary>One agency in service, as the official address book names it.</summary>
public sealed record AddressBookRow(AgencyCode Code, string Name);
