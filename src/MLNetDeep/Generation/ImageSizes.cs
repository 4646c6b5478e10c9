using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Inputs.Images;

namespace MLNetDeep.Generation;

/// <summary>Refuses images of different sizes where no size is stated: what is generated must have one.</summary>
internal static class ImageSizes
{
    private const int MostLookedAt = 10_000, Named = 3;

    public static void Check(IDataView input, string column)
    {
        if (ImageSources.Of(ColumnForm.Of(input.Schema[column].Type)) is not { } source || source == ImageSource.Numbers) return;
        var (sizes, _) = ImageGetter.Look(input, column, source, [.. Enumerable.Range(0, MostLookedAt).Select(i => (long)i)]);
        var different = sizes.Distinct().ToList();
        if (different.Count <= 1) return;
        var some = string.Join(", ", different.Take(Named).Select(size => $"{size.Height} × {size.Width}"));
        throw new InvalidOperationException($"Column '{column}' has images of {different.Count} sizes (height × width: {some}{(different.Count > Named ? ", …" : "")}), and a generative model makes images of one: "
            + $"set {nameof(ImageTrainerOptions.ImageHeight)} and {nameof(ImageTrainerOptions.ImageWidth)}, to which they are resized.");
    }
}
