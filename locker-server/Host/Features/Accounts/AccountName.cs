namespace SmartLocker.Server.Features.Accounts;

/// <summary>The name with which a person signs in.</summary>
public static class AccountName
{
    private const int LengthMax = 64;

    /// <summary>The form in which names are kept and compared.</summary>
    public static string Key(string typed) => typed.Trim().ToLowerInvariant();

    /// <summary>Letters, digits and a few signs, so that it can be told over the telephone.</summary>
    public static bool IsGood(string key) =>
        key.Length is > 0 and <= LengthMax
            && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@');
}
