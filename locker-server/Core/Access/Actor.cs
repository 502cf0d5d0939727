using System.Diagnostics.CodeAnalysis;

namespace SmartLocker.Server.Core.Access;

/// <summary>Who did something: a person wherever a person acted, else the machine that did (docs/rules.md R-9).</summary>
/// <remarks>Written as "person:ID", "cabinet:ID", "system:CODE" (an agency's document system) or "server".</remarks>
public readonly record struct Actor
{
    private const string PersonMark = "person:";
    private const string CabinetMark = "cabinet:";
    private const string SystemMark = "system:";
    private const string ServerText = "server";

    private Actor(string text) => Text = text;

    /// <summary>The server itself, where nobody asked: a deadline, a message sent.</summary>
    public static Actor Server { get; } = new(ServerText);

    public string Text => field ?? ServerText;

    /// <summary>The person, where one acted.</summary>
    public PersonId? AsPerson =>
        Text.StartsWith(PersonMark, StringComparison.Ordinal) && PersonId.TryParse(Text[PersonMark.Length..], out PersonId person)
            ? person
            : null;

    public static Actor Person(PersonId person) => new(PersonMark + person.Value);
    public static Actor Cabinet(CabinetId cabinet) => new(CabinetMark + cabinet.Value);

    /// <summary>The document system of an agency.</summary>
    public static Actor DocumentSystem(AgencyCode agency) => new(SystemMark + agency.Value);

    public static bool TryParse([NotNullWhen(true)] string? text, out Actor actor)
    {
        bool good = text is not null && (text == ServerText
            || (text.StartsWith(PersonMark, StringComparison.Ordinal) && PersonId.TryParse(text[PersonMark.Length..], out _))
            || (text.StartsWith(CabinetMark, StringComparison.Ordinal) && CabinetId.TryParse(text[CabinetMark.Length..], out _))
            || (text.StartsWith(SystemMark, StringComparison.Ordinal) && AgencyCode.TryParse(text[SystemMark.Length..], out _)));
        actor = good ? new Actor(text!) : default;
        return good;
    }

    public static Actor Parse(string text) =>
        TryParse(text, out Actor actor) ? actor : throw new FormatException($"Not an actor: \"{text}\".");

    public override string ToString() => Text;
}
