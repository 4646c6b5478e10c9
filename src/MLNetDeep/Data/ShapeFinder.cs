using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNetDeep.Data;

/// <summary>Settles what a row looks like to the network: from what is stated, from the type of the column, from images of every class.</summary>
internal static class ShapeFinder
{
    // Larger pictures are shrunk to this unless the caller says otherwise: beyond it, training takes hours without saying why.
    private const int LargestUnasked = 128;

    /// <summary>Finds what a column becomes.</summary>
    /// <param name="view">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="target">The label, whose classes are all to be looked at.</param>
    /// <param name="kind">What the network takes.</param>
    /// <param name="options">What is stated.</param>
    public static FeatureSpec Find(IDataView view, string column, TargetSpec target, InputKind kind, TrainerOptions options)
    {
        var source = ColumnChecks.CheckFeatures(view.Schema, column);
        var images = options as ImageTrainerOptions ?? new ImageTrainerOptions();
        if (source != FeatureSource.Numbers && kind == InputKind.Table)
            throw ColumnErrors.Mismatch("feature", column, "numbers", ColumnErrors.Describe(view.Schema[column].Type));
        if (source != FeatureSource.Numbers) return OfImages(view, column, target, source, images);
        var size = view.Schema[column].Type is VectorDataViewType vector ? vector.Size : 1;
        InputShape shape = kind == InputKind.Image ? OfVector(column, size, images) : new TableShape(size);
        return new FeatureSpec(column, source, shape, ToGrey: false);
    }

    /// <summary>The picture in a vector of numbers: stated, or square.</summary>
    internal static ImageShape OfVector(string column, int size, ImageTrainerOptions options)
    {
        if (options.ImageHeight > 0) return Stated(column, size, options);
        foreach (var channels in options.Channels > 0 ? [options.Channels] : new[] { 1, 3 })
        {
            var side = (int)Math.Round(Math.Sqrt((double)size / channels));
            if (side > 0 && channels * side * side == size) return new ImageShape(channels, side, side);
        }
        throw options.Channels > 0 ? ColumnErrors.WrongChannels(column, size, options.Channels) : ColumnErrors.NoShape(column, size);
    }

    private static ImageShape Stated(string column, int size, ImageTrainerOptions options)
    {
        var (height, width) = (options.ImageHeight, options.ImageWidth);
        var channels = options.Channels > 0 ? options.Channels : Math.Max(1, size / (height * width));
        if (channels is not (1 or 3) || channels * height * width != size) throw ColumnErrors.WrongSize(column, size, channels, height, width);
        return new ImageShape(channels, height, width);
    }

    private static FeatureSpec OfImages(IDataView view, string column, TargetSpec target, FeatureSource source, ImageTrainerOptions options)
    {
        var (height, width, channels) = (options.ImageHeight, options.ImageWidth, options.Channels);
        if (height == 0 && view.Schema[column].Type is ImageDataViewType { Height: > 0, Width: > 0 } type) (height, width) = (type.Height, type.Width);
        if (height == 0 || channels == 0)
        {
            var (sizes, isGrey) = ImageGetter.Look(view, column, source, ImageSample.Choose(view, target));
            if (height == 0) (height, width) = (Side(sizes.Select(s => s.Height)), Side(sizes.Select(s => s.Width)));
            if (channels == 0) channels = isGrey ? 1 : 3;
        }
        return new FeatureSpec(column, source, new ImageShape(channels, height, width), ToGrey: options.Channels == 1);
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
