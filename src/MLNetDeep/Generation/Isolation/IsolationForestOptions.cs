namespace MLNetDeep;

/// <summary>The options of an isolation forest.</summary>
public sealed class IsolationForestOptions
{
    /// <summary>The number of trees. Default 100, as published.</summary>
    public int Trees { get; set; } = 100;

    /// <summary>The rows that each tree is grown from, drawn at random. Default 256, as published.</summary>
    public int SampleSize { get; set; } = 256;

    /// <summary>The random seed; null takes one of the context.</summary>
    public int? Seed { get; set; }

    internal IsolationForestOptions Clone() => (IsolationForestOptions)MemberwiseClone();

    internal void Validate()
    {
        var faults = new OptionFaults();
        faults.AtLeast(nameof(Trees), Trees, 1);
        faults.AtLeast(nameof(SampleSize), SampleSize, 2);
        faults.ThrowIfAny(nameof(IsolationForestOptions));
    }
}
