using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Images;

/// <summary>
/// Takes what a row holds of an image on the cursor's thread, in the cheapest form that may leave it; decoding that form
/// is for any thread.
/// </summary>
internal sealed class ImageGetter
{
    private readonly Func<object?> _take;

    public ImageGetter(DataViewRow row, DataViewSchema.Column column, ImageSource source) => _take = source switch
    {
        ImageSource.Path => CursorCopies.OfText(row, column),
        ImageSource.Bytes => CursorCopies.OfVector<byte>(row, column),
        _ => TakeImage(row.GetGetter<MLImage>(column)),
    };

    public object? Take() => _take();

    /// <summary>The file behind what <see cref="Take"/> gave; null where there is none.</summary>
    public static string? PathOf(object? taken) => taken as string;

    /// <summary>Whether what <see cref="Take"/> gave is no image: none, an empty path, or no bytes.</summary>
    public static bool IsMissing(object? taken) => taken is null or "" or byte[] { Length: 0 };

    /// <summary>Decodes what <see cref="Take"/> gave. The caller disposes it.</summary>
    /// <exception cref="ContentException">It is not an image.</exception>
    public static Picture Decode(object? taken) => taken switch
    {
        MLImage image => new Picture(image),
        string path => ImagePixels.Load(path),
        byte[] bytes => ImagePixels.Decode(bytes),
        _ => throw ContentException.OfImage(null, "is missing"),
    };

    /// <summary>The sizes of images, and whether all of them are grey. Those that cannot be read are passed over: reading all rows names them.</summary>
    /// <param name="view">The rows.</param>
    /// <param name="column">Their images.</param>
    /// <param name="source">What the column holds.</param>
    /// <param name="positions">Which rows to look at.</param>
    public static (List<(int Height, int Width)> Sizes, bool IsGrey) Look(IDataView view, string column, ImageSource source, SortedSet<long> positions)
    {
        var (sizes, isGrey) = (new List<(int, int)>(), true);
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        var getter = new ImageGetter(cursor, cursor.Schema[column], source);
        while (sizes.Count < positions.Count && cursor.MoveNext())
        {
            if (!positions.Contains(cursor.Position)) continue;
            try
            {
                sizes.Add(Look(getter.Take(), ref isGrey));
            }
            catch (ContentException)
            {
                continue;
            }
        }
        return (sizes, isGrey);
    }

    // The header tells the size; pixels are looked at as long as all were grey.
    private static (int Height, int Width) Look(object? taken, ref bool isGrey)
    {
        var encoded = taken switch { string path => ImageDecoder.Read(path), byte[] bytes => bytes, _ => null };
        if (encoded is not null && ImageDecoder.Measure(encoded, PathOf(taken)) is var header && (!isGrey || header.IsGrey)) return (header.Height, header.Width);
        using var picture = encoded is null ? Decode(taken) : ImageDecoder.Decode(encoded, PathOf(taken));
        isGrey = isGrey && ImagePixels.IsGrey(picture);
        return (picture.Height, picture.Width);
    }

    private static Func<object?> TakeImage(ValueGetter<MLImage> getter)
    {
        MLImage image = null!;
        return () =>
        {
            getter(ref image);
            return image;
        };
    }
}
