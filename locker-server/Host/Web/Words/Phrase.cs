namespace SmartLocker.Server.Web.Words;

/// <summary>One text in both languages, for what is looked up in a table.</summary>
public sealed record Phrase(string Chinese, string English)
{
    public string In(Language language) => language == Language.Chinese ? Chinese : English;
}
