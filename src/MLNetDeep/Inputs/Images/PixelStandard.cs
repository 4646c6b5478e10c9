namespace MLNetDeep;

/// <summary>How the pixels of a model are scaled that was trained elsewhere: (x - mean) / deviation, of x from 0 to 255.</summary>
/// <param name="Means">What is taken away from red, green and blue.</param>
/// <param name="Deviations">What they are divided by then.</param>
/// <param name="IsReversed">Whether the model takes blue before green before red.</param>
internal sealed record PixelStandard(float[] Means, float[] Deviations, bool IsReversed = false)
{
    // The deviation of a channel of photographs, of 0 to 255.
    private const float Usual = 58;

    /// <summary>The means and deviations of ImageNet, as torchvision's and timm's models take them.</summary>
    public static PixelStandard ImageNet { get; } = new([123.675f, 116.28f, 103.53f], [58.395f, 57.12f, 57.375f]);

    /// <summary>As the models of CNTK take them: less the mean of each channel of their mean image.</summary>
    public static PixelStandard Cntk { get; } = new([123, 117, 104], [1, 1, 1], IsReversed: true);

    /// <summary>The same for pixels that are numbers of an unknown range, whose means and deviations the training images tell.</summary>
    public (float[] Means, float[] Deviations) For(float[] means, float[] deviations) =>
        (means, [.. deviations.Select((deviation, channel) => deviation * Deviations[channel % Deviations.Length] / Usual)]);
}
