namespace SmartLocker.Server.Web.Words;

/// <summary>The languages of the pages; Chinese is the one a visitor gets who chose none.</summary>
public enum Language { Chinese, English }

/// <summary>Codes of the languages in addresses, cookies and the lang attribute.</summary>
public static class LanguageCodes
{
    public static string Code(this Language language) => language == Language.English ? "en" : "zh-TW";

    public static Language Read(string? code) => code == "en" ? Language.English : Language.Chinese;
}
