namespace SmartLocker.Simulation;

internal static class Program
{
    private static int Main() => 0;
}
