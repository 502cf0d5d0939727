namespace SmartLocker.Simulation.Server;

/// <summary>The ledger of one node works synchronously, so in this world every task is over when it is handed out.</summary>
internal static class Ended
{
    public static T Now<T>(Task<T> task) => task.IsCompleted
        ? task.GetAwaiter().GetResult()
        : throw new InvalidOperationException("A task of the server's is not over: something waited for a thread or a clock.");

    public static void Now(Task task)
    {
        if (!task.IsCompleted) { throw new InvalidOperationException("A task of the server's is not over: something waited."); }

        task.GetAwaiter().GetResult();
    }
}
