using System.Collections.Immutable;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Features.Intake;

/// <summary>What became of one file that was handed in (closed family).</summary>
public abstract record TakenIn
{
    private TakenIn(string file) => File = file;

    /// <summary>As given, or x.zip/a.di.</summary>
    public string File { get; }

    /// <param name="Unresolved">Names of receivers that wait for a person.</param>
    /// <param name="Packets">Those its copies went into.</param>
    public sealed record Accepted(
        string Name, DocumentId Document, string? Number, ImmutableArray<string> Unresolved, ImmutableArray<string> Warnings)
        : TakenIn(Name)
    {
        public required ImmutableArray<PacketId> Packets { get; init; }
    }

    /// <param name="Reason">Such as not-xml.</param>
    /// <param name="Message">For people; never quotes the document.</param>
    public sealed record Refused(string Name, string Reason, string Message) : TakenIn(Name);
}
