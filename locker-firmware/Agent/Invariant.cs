namespace SmartLocker.Firmware.Agent;

/// <summary>What must hold, in every build: a program that finds itself wrong stops before it does harm.</summary>
internal static class Invariant
{
    public static void Holds(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
