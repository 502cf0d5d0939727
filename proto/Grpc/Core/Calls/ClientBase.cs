namespace Grpc.Core;

/// <summary>What generated clients derive from.</summary>
public abstract class ClientBase
{
    protected ClientBase()
    {
    }

    protected ClientBase(ClientBaseConfiguration configuration) => Configuration = configuration;

    protected ClientBase(ChannelBase channel) : this(channel.CreateCallInvoker())
    {
    }

    protected ClientBase(CallInvoker callInvoker) : this(new ClientBaseConfiguration(callInvoker, null))
    {
    }

    protected CallInvoker CallInvoker => Configured.Invoker;

    internal ClientBaseConfiguration Configured =>
        Configuration ?? throw new InvalidOperationException(
            "A client without a channel cannot call: it is for deriving test doubles.");

    private ClientBaseConfiguration? Configuration { get; }

    /// <summary>Opaque to everybody but this class.</summary>
    protected internal class ClientBaseConfiguration
    {
        internal ClientBaseConfiguration(CallInvoker invoker, string? host) => (Invoker, Host) = (invoker, host);

        internal CallInvoker Invoker { get; }
        internal string? Host { get; }
    }
}

/// <summary>Adds the calls that give back the client's own type.</summary>
public abstract class ClientBase<T> : ClientBase where T : ClientBase<T>
{
    protected ClientBase()
    {
    }

    protected ClientBase(ChannelBase channel) : base(channel)
    {
    }

    protected ClientBase(CallInvoker callInvoker) : base(callInvoker)
    {
    }

    protected ClientBase(ClientBaseConfiguration configuration) : base(configuration)
    {
    }

    public T WithHost(string host) => NewInstance(new ClientBaseConfiguration(Configured.Invoker, host));

    protected abstract T NewInstance(ClientBaseConfiguration configuration);
}
