using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Features.Agencies;
using SmartLocker.Server.Features.Codes;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Features.Intake;
using SmartLocker.Server.Features.Packets;
using SmartLocker.Server.Features.Reconciling;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Sqlite;

namespace SmartLocker.Server.Serve;

/// <summary>The ledger of one node and the desks that decide on it.</summary>
internal static class DeskModule
{
    public static IServiceCollection AddDesks(this IServiceCollection services, string dataFolder)
    {
        // Opened here and not when first asked: a ledger that cannot be opened stops the start.
        SqliteLedger ledger = new($"Data Source={Path.Combine(dataFolder, "ledger.db")}");
        services.AddSingleton<ILedger>(_ => ledger);
        services.AddSingleton<IIdSource, RandomIds>();
        services.AddSingleton<CabinetDesk>(given => new CabinetDesk(
            ledger, given.GetRequiredService<TimeProvider>(), given.GetRequiredService<IIdSource>(), Models.Find));
        services.AddSingleton<JournalDesk>();
        CodeSigner signer = CodeSigner.Open(dataFolder);
        services.AddSingleton(signer);
        services.AddSingleton<CodeDesk>();
        services.AddSingleton<OrganisationShelf>();
        services.AddSingleton<DesiredDesk>(given => new DesiredDesk(
            ledger, given.GetRequiredService<TimeProvider>(), signer.PublicKeys, given.GetRequiredService<OrganisationShelf>()));
        services.AddSingleton<CabinetRegistry>();
        services.AddSingleton<ReconciliationDesk>();
        services.AddSingleton<ReconcilingDesk>();
        services.AddHostedService<ReconcilingKeeper>();
        services.AddSingleton<OrganisationDesk>();
        services.AddSingleton<PacketDesk>();
        services.AddSingleton<Timelines>();
        services.AddSingleton<IntakeDesk>();
        return services;
    }
}
