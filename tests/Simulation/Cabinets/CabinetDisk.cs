using SmartLocker.Disks;
using SmartLocker.Firmware.Agent.Journal.Checkpoints;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Cabinets;

/// <summary>A controller's disk, and what befalls it: it fails, rots, is put back, copied, exchanged or replaced.</summary>
internal sealed class CabinetDisk : IDisposable
{
    private const string File = "journal.db";
    private const int RotTries = 20;

    private readonly City _city;
    private readonly string _name;
    private CrashDisk _disk;
    private CrashDisk? _image;
    private int _made;

    /// <param name="name">Of one living disk at a time.</param>
    /// <param name="original">Null: an empty one.</param>
    public CabinetDisk(City city, string name, CabinetDisk? original = null)
    {
        (_city, _name) = (city, name);
        _disk = original is null ? new CrashDisk(name) : original._disk.Copy(name);
        if (original is not null)
        {
            _disk.Revive();
            (IsRotten, original.IsTouched) = (original.IsRotten, true);
        }

        // Some cabinets have lived for years: they delete what is acknowledged.
        Upkeep = city.Chance.Hits(0.5) ? new Upkeep(CheckpointEvery: 20, Retained: 12, PruneMax: 8) : Upkeep.Usual;
    }

    public string Journal => _disk.ConnectionString(File);
    public Upkeep Upkeep { get; }
    public bool IsAlive => _disk.IsAlive;

    /// <summary>Reads that fail for good have a reason.</summary>
    public bool IsRotten { get; private set; }

    /// <summary>Somebody has put another one in, or copied this one: it may be quarantined.</summary>
    public bool IsTouched { get; private set; }

    public void PowerFails() => _disk.Kill();

    /// <summary>What was committed is there, and luck decides about the rest.</summary>
    public void PowerIsBack() => _disk.Revive(new DiskLuck(_city.Chance));

    public void ProcessDies() => _disk.ProcessDies();

    /// <summary>In the middle of one of the next writes.</summary>
    public void FailsSoon() => _disk.DieBefore(_disk.Operations + 1 + _city.Chance.Below(8));

    /// <summary>It is full, or fails, for a while; a new program finds it so too.</summary>
    public void Refuse(DiskError error, TimeSpan span)
    {
        CrashDisk refusing = _disk;
        refusing.Refuse(error);
        _city.Agenda.In(span, refusing.Obey);
    }

    /// <summary>Somewhere in the database bits turn over, and no checksum of the disk's own tells.</summary>
    public void Rot()
    {
        if (_disk.SizeOf(File) is var size and > 0)
        {
            IsRotten = true;
            for (int tries = _city.Chance.Below(RotTries); tries >= 0; tries--)
            {
                _disk.Rot(File, (long)(size * _city.Chance.Share()), (byte)(1 << _city.Chance.Below(8)));
            }
        }
    }

    /// <summary>What <see cref="PutBack"/> brings back.</summary>
    public void KeepImage()
    {
        _image?.Dispose();
        _image = _disk.Copy($"{_name}-{++_made}");
    }

    public void PutBack()
    {
        if (_image is null) { return; }

        Become(_image);
        _disk.Revive();
        _image = null;
    }

    public void BecomeEmpty()
    {
        Become(new CrashDisk($"{_name}-{++_made}"));
        IsRotten = false;
    }

    public void Exchange(CabinetDisk other)
    {
        (_disk, other._disk) = (other._disk, _disk);
        (_image, other._image) = (null, null);
        (IsRotten, other.IsRotten) = (other.IsRotten, IsRotten);
        IsTouched = other.IsTouched = true;
    }

    public void Dispose()
    {
        _image?.Dispose();
        _disk.Dispose();
    }

    private void Become(CrashDisk disk)
    {
        IsTouched = true;
        _disk.Dispose();
        _disk = disk;
    }
}
