using System.Text;

namespace SmartLocker.Server.Core.Agencies;

/// <summary>When two written names mean the same agency: blanks do not count, 台 and 臺 are one character.</summary>
public static class AgencyName
{
    /// <summary>The form in which names are compared. Never shown.</summary>
    public static string Key(string name)
    {
        // Most names are their own key, and lists have thousands of them.
        if (!name.AsSpan().Contains('台') && !name.Any(char.IsWhiteSpace)) { return name; }

        StringBuilder key = new(name.Length);
        foreach (char letter in name)
        {
            if (!char.IsWhiteSpace(letter)) { key.Append(letter == '台' ? '臺' : letter); }
        }

        return key.ToString();
    }
}
