using Microsoft.ML;
using Microsoft.ML.Transforms.Image;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Images;

/// <summary>Settles what images look like to the network: from what is stated, from the type of the column, from images of every class.</summary>
internal static class ImageShapes
{
    // Larger pictures are shrunk to this unless the caller says otherwise: beyond it, training takes hours without saying why.
    private const int LargestUnasked = 128;

    /// <summary>The picture in a vector of numbers: stated, or square.</summary>
    public static ImageShape OfVector(string column, int size, ImageTrainerOptions options)
    {
        if (options.ImageHeight > 0) return Stated(column, size, options);
        foreach (var channels in options.Channels > 0 ? [options.Channels] : new[] { 1, 3 })
        {
            var side = (int)Math.Round(Math.Sqrt((double)size / channels));
            if (side > 0 && channels * side * side == size) return new ImageShape(channels, side, side);
        }
        throw options.Channels > 0 ? ImageErrors.WrongChannels(column, size, options.Channels) : ImageErrors.NoShape(column, size);
    }

    private static ImageShape Stated(string column, int size, ImageTrainerOptions options)
    {
        var (height, width) = (options.ImageHeight, options.ImageWidth);
        var channels = options.Channels > 0 ? options.Channels : Math.Max(1, size / (height * width));
        if (channels is not (1 or 3) || channels * height * width != size) throw ImageErrors.WrongSize(column, size, channels, height, width);
        return new ImageShape(channels, height, width);
    }

    /// <summary>The images in a column: stated, or from images of every class.</summary>
    public static ImageSpec OfImages(IDataView view, string column, TargetSpec target, ImageSource source, ImageTrainerOptions options)
    {
        var (height, width, channels) = (options.ImageHeight, options.ImageWidth, options.Channels);
        if (height == 0 && view.Schema[column].Type is ImageDataViewType { Height: > 0, Width: > 0 } type) (height, width) = (type.Height, type.Width);
        if (height == 0 || channels == 0)
        {
            var (sizes, isGrey) = ImageGetter.Look(view, column, source, ImageSample.Choose(view, target));
            if (height == 0) (height, width) = (Side(sizes.Select(s => s.Height)), Side(sizes.Select(s => s.Width)));
            if (channels == 0) channels = isGrey ? 1 : 3;
        }
        return new ImageSpec(column, source, new ImageShape(channels, height, width), ToGrey: options.Channels == 1);
    }

    // What all have in common, else the median, made a multiple of 8 so that it can be halved a few times.
    private static int Side(IEnumerable<int> sides)
    {
        var sorted = sides.Order().ToArray();
        if (sorted.Length == 0) return 8;
        var median = Math.Min(sorted[sorted.Length / 2], LargestUnasked);
        return sorted[0] == sorted[^1] && sorted[0] <= LargestUnasked ? median : Math.Max(8, (median + 4) / 8 * 8);
    }
}
