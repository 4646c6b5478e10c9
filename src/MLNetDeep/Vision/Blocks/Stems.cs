namespace MLNetDeep.Vision;

/// <summary>Settles what <see cref="ImageStem.Auto"/> means for an image.</summary>
internal static class Stems
{
    private const int SmallSide = 64;

    public static bool IsSmall(ImageStem stem, ImageShape input, ImageTrainerOptions options) => stem switch
    {
        ImageStem.Standard => false,
        ImageStem.Small => true,
        // Published weights are of the standard stem.
        _ => Math.Min(input.Height, input.Width) <= SmallSide && options.PretrainedWeights is null,
    };
}
