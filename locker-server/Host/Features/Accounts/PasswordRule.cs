namespace SmartLocker.Server.Features.Accounts;

/// <summary>Which passwords are taken: twelve characters or more, and none that a guesser tries first. Pure.</summary>
public static class PasswordRule
{
    public const int LengthMin = 12;

    /// <summary>A longer one would only cost time to hash.</summary>
    public const int LengthMax = 128;

    public static bool Accepts(string password, string accountName) =>
        password.Length is >= LengthMin and <= LengthMax
        && password.Distinct().Count() >= 5
        && (accountName.Length < 4 || !password.Contains(accountName, StringComparison.OrdinalIgnoreCase))
        && !Obvious.Any(word =>
            password.StartsWith(word, StringComparison.OrdinalIgnoreCase) && password.Length < word.Length + 6);

    private static readonly string[] Obvious =
        ["password", "1234567890", "qwertyuiop", "smartlocker", "iloveyou", "administrator"];
}
