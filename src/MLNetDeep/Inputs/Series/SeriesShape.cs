namespace MLNetDeep;

/// <summary>A window of time series as a network sees it.</summary>
/// <param name="LookBack">Steps of the past.</param>
/// <param name="Width">Value columns.</param>
/// <param name="Horizon">Steps to be forecast.</param>
public sealed record SeriesShape(int LookBack, int Width, int Horizon) : InputShape
{
    /// <inheritdoc/>
    public override int Size => LookBack * Width;

    /// <inheritdoc/>
    public override IReadOnlyList<long> Dimensions => [LookBack, Width];

    /// <summary>As in messages: 336 × 7 → 96.</summary>
    public override string ToString() => FormattableString.Invariant($"{LookBack} steps of {Width} columns, {Horizon} ahead");
}
