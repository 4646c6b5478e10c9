namespace MLNetDeep;

/// <summary>How the pixels of a model are scaled that was trained elsewhere: (x - mean) / deviation, of x from 0 to 255.</summary>
/// <param name="Means">What is taken away from red, green and blue.</param>
/// <param name="Deviations">What they are divided by then.</param>
/// <param name="IsReversed">Whether the model takes blue before green before red.</param>
internal sealed record PixelStandard(float[] Means, float[] Deviations, bool IsReversed = false)
{
    // The deviation of a channel of photographs, of 0 to 255.
    private const float Usual = 58;

    private static readonly PixelStandard _imageNet = new([123.675f, 116.28f, 103.53f], [58.395f, 57.12f, 57.375f]);

    // The mean of its mean image, of each channel.
    private static readonly PixelStandard _cntk = new([123, 117, 104], [1, 1, 1], IsReversed: true);

    /// <summary>How those of a model are scaled; null for what the training images tell.</summary>
    public static PixelStandard? Of(PixelScaling scaling, string model) => scaling switch
    {
        PixelScaling.Auto => model.Equals(Pretraining.PretrainedPackages.ResNet18.Key, StringComparison.OrdinalIgnoreCase) ? _cntk : _imageNet,
        PixelScaling.ImageNet => _imageNet,
        PixelScaling.Unit => new([0, 0, 0], [255, 255, 255]),
        PixelScaling.Symmetric => new([127.5f, 127.5f, 127.5f], [127.5f, 127.5f, 127.5f]),
        PixelScaling.Bytes => new([0, 0, 0], [1, 1, 1]),
        _ => null,
    };

    /// <summary>The same for pixels that are numbers of an unknown range, whose means and deviations the training images tell.</summary>
    public (float[] Means, float[] Deviations) For(float[] means, float[] deviations) =>
        (means, [.. deviations.Select((deviation, channel) => deviation * Deviations[channel % Deviations.Length] / Usual)]);
}
