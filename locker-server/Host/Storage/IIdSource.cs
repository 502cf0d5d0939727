namespace SmartLocker.Server.Storage;

/// <summary>Where ids and numbers come from: chance in the program, a seed in the simulator.</summary>
public interface IIdSource
{
    /// <summary>A UUID.</summary>
    string NextId();

    /// <summary>So many random digits.</summary>
    string NextDigits(int count);

    byte[] NextBytes(int count);
}
