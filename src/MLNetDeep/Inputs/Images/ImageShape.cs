namespace MLNetDeep;

/// <summary>A picture, one plane per channel.</summary>
/// <param name="Channels">1 for grey, 3 for red, green, blue.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels in a row.</param>
public sealed record ImageShape(int Channels, int Height, int Width) : InputShape
{
    /// <inheritdoc/>
    public override int Size => Channels * Height * Width;

    /// <inheritdoc/>
    public override IReadOnlyList<long> Dimensions => new long[] { Channels, Height, Width };

    /// <inheritdoc/>
    public override string ToString() => $"{Channels}×{Height}×{Width} pixels";
}
