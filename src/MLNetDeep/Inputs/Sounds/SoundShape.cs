namespace MLNetDeep;

/// <summary>A sound as log-mel frames; a module takes [rows, 1, bands, frames], low bands first.</summary>
/// <param name="Frames">Frames, from the first to the last.</param>
/// <param name="Bands">Mel bands of a frame, from low to high.</param>
public sealed record SoundShape(int Frames, int Bands) : InputShape
{
    /// <inheritdoc/>
    public override int Size => Frames * Bands;

    /// <inheritdoc/>
    public override IReadOnlyList<long> Dimensions => new long[] { 1, Bands, Frames };

    /// <inheritdoc/>
    public override string ToString() => $"{Frames} frames of {Bands} mel bands";
}
