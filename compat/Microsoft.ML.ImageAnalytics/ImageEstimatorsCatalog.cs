using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;
using static Microsoft.ML.Transforms.Image.ImageResizingEstimator;

namespace Microsoft.ML;

/// <summary>Methods of the catalog for images.</summary>
public static class ImageEstimatorsCatalog
{
    public static ImageGrayscalingEstimator ConvertToGrayscale(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null) =>
        new(catalog.GetEnvironment(), Pairs.Of(outputColumnName, inputColumnName));

    public static ImageLoadingEstimator LoadImages(
        this TransformsCatalog catalog, string outputColumnName, string? imageFolder, string? inputColumnName = null) =>
        new(catalog.GetEnvironment(), imageFolder, asImages: true, Pairs.Of(outputColumnName, inputColumnName));

    public static ImageLoadingEstimator LoadRawImageBytes(
        this TransformsCatalog catalog, string outputColumnName, string? imageFolder, string? inputColumnName = null) =>
        new(catalog.GetEnvironment(), imageFolder, asImages: false, Pairs.Of(outputColumnName, inputColumnName));

    public static ImagePixelExtractingEstimator ExtractPixels(this TransformsCatalog catalog, string outputColumnName,
        string? inputColumnName = null, ColorBits colorsToExtract = ColorBits.Rgb,
        ColorsOrder orderOfExtraction = ColorsOrder.ARGB, bool interleavePixelColors = false,
        float offsetImage = 0f, float scaleImage = 1f, bool outputAsFloatArray = true) =>
        new(catalog.GetEnvironment(), Pairs.Of(outputColumnName, inputColumnName),
            new PixelLayout(colorsToExtract, orderOfExtraction, interleavePixelColors),
            offsetImage, scaleImage, outputAsFloatArray);

    public static ImageResizingEstimator ResizeImages(this TransformsCatalog catalog, string outputColumnName,
        int imageWidth, int imageHeight, string? inputColumnName = null,
        ResizingKind resizing = ResizingKind.IsoCrop, Anchor cropAnchor = Anchor.Center) =>
        new(catalog.GetEnvironment(), Pairs.Of(outputColumnName, inputColumnName),
            imageWidth, imageHeight, resizing, cropAnchor);

    public static VectorToImageConvertingEstimator ConvertToImage(this TransformsCatalog catalog, int imageHeight,
        int imageWidth, string outputColumnName, string? inputColumnName = null, ColorBits colorsPresent = ColorBits.Rgb,
        ColorsOrder orderOfColors = ColorsOrder.ARGB, bool interleavedColors = false, float scaleImage = 1f,
        float offsetImage = 0f, int defaultAlpha = 255, int defaultRed = 0, int defaultGreen = 0, int defaultBlue = 0) =>
        new(catalog.GetEnvironment(), Pairs.Of(outputColumnName, inputColumnName), new VectorToImageOptions(
            imageWidth, imageHeight, new PixelLayout(colorsPresent, orderOfColors, interleavedColors),
            scaleImage, offsetImage, defaultAlpha, defaultRed, defaultGreen, defaultBlue));
}
