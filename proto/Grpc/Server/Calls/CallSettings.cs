using Grpc.AspNetCore.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Server.Calls;

/// <summary>What every call of one service needs to know.</summary>
internal sealed record CallSettings(GrpcServiceOptions Options, TimeProvider Time, ILogger Log);

/// <summary>Puts the settings of a service together; one for an application.</summary>
internal sealed class CallSettingsFactory(IServiceProvider services, TimeProvider time, ILoggerFactory logs)
{
    private bool _unknownServicesClaimed;

    public CallSettings For<TService>() where TService : class
    {
        bool hasOwn = services.GetService<IConfigureOptions<GrpcServiceOptions<TService>>>() is not null;
        GrpcServiceOptions options =
            hasOwn ? services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value : Common;
        return new CallSettings(options, time, logs.CreateLogger($"Grpc.Server.{typeof(TService).Name}"));
    }

    /// <summary>
    /// True once, for whoever maps the answer to calls of unknown services; never when they are left to others.
    /// </summary>
    public bool ClaimUnknownServices()
    {
        bool claimed = !_unknownServicesClaimed && Common.IgnoreUnknownServices is not true;
        _unknownServicesClaimed |= claimed;
        return claimed;
    }

    private GrpcServiceOptions Common => services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
}

/// <summary>Lets the options of one service start from those of all.</summary>
internal sealed class InheritedServiceOptions<TService>(IOptions<GrpcServiceOptions> common)
    : IConfigureOptions<GrpcServiceOptions<TService>> where TService : class
{
    public void Configure(GrpcServiceOptions<TService> options)
    {
        options.MaxReceiveMessageSize = common.Value.MaxReceiveMessageSize;
        options.MaxSendMessageSize = common.Value.MaxSendMessageSize;
        options.EnableDetailedErrors = common.Value.EnableDetailedErrors;
        options.IgnoreUnknownServices = common.Value.IgnoreUnknownServices;
    }
}
