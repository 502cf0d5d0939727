using SmartLocker.Disks;

namespace SmartLocker.Simulation.World;

/// <summary>Each unsynced change is there, is not, or tears somewhere: one draw for each.</summary>
internal sealed class DiskLuck(Chance chance) : ILuck
{
    private int _landing;

    public bool Lands(UnsyncedSector sector)
    {
        if (sector.Sector == 0)
        {
            _landing = chance.Below(3) switch
            {
                0 => 0,
                1 => sector.Sectors,
                _ => chance.Below(sector.Sectors + 1),
            };
        }

        return sector.Sector < _landing;
    }
}
