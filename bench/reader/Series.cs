namespace MLNetDeep.Bench;

/// <summary>A speed measured several times.</summary>
internal sealed class Series(string name, Func<double> measure)
{
    private readonly List<double> _speeds = [];

    public string Name => name;

    public double Median => _speeds.Order().ElementAt(_speeds.Count / 2);

    public void Run(bool isWarmup)
    {
        var speed = measure();
        if (!isWarmup) _speeds.Add(speed);
    }

    public override string ToString() => $"{Median:f0} ({_speeds.Min():f0} to {_speeds.Max():f0})";
}
