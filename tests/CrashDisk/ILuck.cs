namespace SmartLocker.Disks;

/// <summary>One sector of one unsynced change: which change of how many, in the order in which they were made.</summary>
/// <param name="Sectors">How many the change has; a truncation or a directory entry counts as one.</param>
public readonly record struct UnsyncedSector(int Change, int Changes, int Sector, int Sectors);

/// <summary>Decides what of the unsynced changes is on the disk when the power is back.</summary>
/// <remarks>
/// A sector of 512 bytes lands or does not; that is all that a disk promises. Any subset may land, so a later change may be
/// there and an earlier one not: that is how a disk that reorders looks afterwards.
/// </remarks>
public interface ILuck
{
    bool Lands(UnsyncedSector sector);
}
