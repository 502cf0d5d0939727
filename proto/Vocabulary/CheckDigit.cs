namespace SmartLocker;

/// <summary>The check digit behind every number that a scanner or a person reads to us (ISO/IEC 7064, MOD 11,10).</summary>
/// <remarks>Finds every single wrong digit and nearly every swap of two neighbours.</remarks>
public static class CheckDigit
{
    /// <param name="digits">One or more of '0'…'9'.</param>
    /// <returns>The digit to append.</returns>
    public static char Of(ReadOnlySpan<char> digits) => (char)('0' + ((11 - Product(digits)) % 10));

    /// <param name="number">Digits with the check digit last.</param>
    public static bool Holds(ReadOnlySpan<char> number) =>
        number.Length >= 2 && !number.ContainsAnyExceptInRange('0', '9') && Of(number[..^1]) == number[^1];

    private static int Product(ReadOnlySpan<char> digits)
    {
        int product = 10;
        foreach (char digit in digits)
        {
            int sum = (digit - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return product;
    }
}
