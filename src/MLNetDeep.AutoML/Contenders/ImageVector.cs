using Microsoft.ML;
using MLNetDeep.Runtime;

namespace MLNetDeep.AutoML;

/// <summary>Images as vectors of one length, for trainers that know no images.</summary>
internal static class ImageVector
{
    // Classical trainers want one vector of one length: images are made this large.
    private const int Side = PictureMapping.Side;

    /// <summary>Numbers in the vector.</summary>
    public const int Width = 3 * Side * Side;

    private const string Image = "MLNetDeep.Vector.Image", Pixels = "MLNetDeep.Vector.Pixels";

    /// <summary>From a column with the paths of images to a vector of numbers from 0 to 1.</summary>
    public static IEstimator<ITransformer> Create(MLContext ml, string pathColumn, string output) => ml.Transforms.LoadImages(Image, imageFolder: null, pathColumn)
        .Append(ml.Transforms.ResizeImages(Image, Side, Side))
        .Append(ml.Transforms.ExtractPixels(Pixels, Image))
        .Append(ml.Transforms.NormalizeMinMax(output, Pixels));

    /// <summary>The same where rows may be without an image, which ML.NET's steps cannot take behind a row that has one: by a step of MLNetDeep.Runtime.</summary>
    public static IEstimator<ITransformer> CreateWithMissing(MLContext ml, string pathColumn, string output) => ml.Transforms.CopyColumns(SavedColumns.ImageSource, pathColumn)
        .Append(ml.Transforms.CustomMapping<PictureRow, PictureNumbers>(PictureMapping.Map, PictureMapping.Contract))
        .Append(ml.Transforms.CopyColumns(output, SavedColumns.ImageVector))
        // A saved network that follows drops columns of these names.
        .Append(ml.Transforms.DropColumns(SavedColumns.ImageSource, SavedColumns.ImageVector));
}
