namespace SmartLocker.Server.Core.Notifications;

/// <summary>By which way somebody is told.</summary>
public enum NoticeChannel
{
    Mail,

    /// <summary>On the agency's own pages: the way that is left when nobody there has an address.</summary>
    Portal,
}
