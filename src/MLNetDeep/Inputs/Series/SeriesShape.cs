namespace MLNetDeep.Inputs.Series;

/// <summary>A window of time series as a network sees it.</summary>
/// <param name="LookBack">Steps of the past.</param>
/// <param name="Width">Value columns.</param>
/// <param name="Horizon">Steps to be forecast.</param>
internal sealed record SeriesShape(int LookBack, int Width, int Horizon)
{
    /// <summary>Numbers in a window.</summary>
    public int Size => LookBack * Width;

    /// <summary>As in messages.</summary>
    public override string ToString() => FormattableString.Invariant($"{LookBack} steps of {Width} columns, {Horizon} ahead");
}
