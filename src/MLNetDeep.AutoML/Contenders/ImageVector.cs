using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>Images as vectors of one length, for trainers that know no images.</summary>
internal static class ImageVector
{
    // Classical trainers want one vector of one length: images are made this large.
    private const int Side = 32;

    /// <summary>Numbers in the vector.</summary>
    public const int Width = 3 * Side * Side;

    private const string Image = "MLNetDeep.Vector.Image", Pixels = "MLNetDeep.Vector.Pixels";

    /// <summary>From a column with the paths of images to a vector of numbers from 0 to 1.</summary>
    public static IEstimator<ITransformer> Create(MLContext ml, string pathColumn, string output) => ml.Transforms.LoadImages(Image, imageFolder: null, pathColumn)
        .Append(ml.Transforms.ResizeImages(Image, Side, Side))
        .Append(ml.Transforms.ExtractPixels(Pixels, Image))
        .Append(ml.Transforms.NormalizeMinMax(output, Pixels));
}
