using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Storage;

/// <summary>The names under which the history keeps its streams.</summary>
public static class StreamNames
{
    public static string Of(PacketId packet) => $"packet/{packet}";
    public static string Of(CabinetId cabinet) => $"cabinet/{cabinet}";
    public static string Of(DocumentId document) => $"document/{document}";
    public static string Of(AgencyCode agency) => $"agency/{agency}";
    public static string Of(PersonId person) => $"person/{person}";
}
