using System.Diagnostics;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packaging;
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

    /// <summary>What the streams of these states are called.</summary>
    public static string Kind<T>() =>
        typeof(T) == typeof(Packet) ? "packet" : typeof(T) == typeof(Cabinet) ? "cabinet"
        : typeof(T) == typeof(DispatchedDocument) ? "document" : typeof(T) == typeof(Agency) ? "agency"
        : typeof(T) == typeof(Person) ? "person" : throw new UnreachableException($"No stream of {typeof(T)}.");

    /// <summary>What a stream is about: the first part of its name.</summary>
    public static string Kind(string stream) => stream[..stream.IndexOf('/', StringComparison.Ordinal)];

    public static bool IsOrganisation(string stream) =>
        stream.StartsWith("agency/", StringComparison.Ordinal) || stream.StartsWith("person/", StringComparison.Ordinal);

    /// <returns>Nothing when the stream is of something else.</returns>
    public static CabinetId? Cabinet(string stream) => After("cabinet/", stream) is { } id ? CabinetId.Parse(id) : null;

    /// <inheritdoc cref="Cabinet"/>
    public static PacketId? Packet(string stream) => After("packet/", stream) is { } id ? PacketId.Parse(id) : null;

    private static string? After(string kind, string stream) =>
        stream.StartsWith(kind, StringComparison.Ordinal) ? stream[kind.Length..] : null;
}
