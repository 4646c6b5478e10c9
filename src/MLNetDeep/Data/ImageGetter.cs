using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Runtime;

namespace MLNetDeep.Data;

/// <summary>
/// Takes what a row holds of an image on the cursor's thread, in the cheapest form that may leave it; decoding that form
/// is for any thread.
/// </summary>
internal sealed class ImageGetter
{
    private readonly Func<object?> _take;

    public ImageGetter(DataViewRow row, DataViewSchema.Column column, FeatureSource source) => _take = source switch
    {
        FeatureSource.Path => TakePath(row.GetGetter<ReadOnlyMemory<char>>(column)),
        FeatureSource.Bytes => TakeBytes(row.GetGetter<VBuffer<byte>>(column)),
        _ => TakeImage(row.GetGetter<MLImage>(column)),
    };

    public object? Take() => _take();

    /// <summary>Decodes what <see cref="Take"/> gave and hands the image to <paramref name="use"/>.</summary>
    public static void Decode(object? taken, Action<MLImage> use)
    {
        switch (taken)
        {
            case MLImage image:
                use(image);
                return;
            case string path:
                using (var image = ImagePixels.Load(path)) use(image);
                return;
            case byte[] bytes:
                using (var image = ImagePixels.Decode(bytes)) use(image);
                return;
            default:
                throw new InvalidDataException("there is no image");
        }
    }

    /// <summary>The sizes of the first images, and whether they are grey.</summary>
    public static List<(int Height, int Width, bool IsGrey)> Look(IDataView view, string column, FeatureSource source, int count)
    {
        var seen = new List<(int, int, bool)>();
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        var getter = new ImageGetter(cursor, cursor.Schema[column], source);
        while (seen.Count < count && cursor.MoveNext())
        {
            var taken = getter.Take();
            try
            {
                Decode(taken, image => seen.Add((image.Height, image.Width, ImagePixels.IsGrey(image.Pixels))));
            }
            catch (InvalidDataException e)
            {
                throw ColumnErrors.BadImage(column, seen.Count, e.Message, e);
            }
        }
        return seen;
    }

    private static Func<object?> TakePath(ValueGetter<ReadOnlyMemory<char>> getter)
    {
        ReadOnlyMemory<char> path = default;
        return () =>
        {
            getter(ref path);
            return path.ToString();
        };
    }

    private static Func<object?> TakeBytes(ValueGetter<VBuffer<byte>> getter)
    {
        VBuffer<byte> bytes = default;
        return () =>
        {
            getter(ref bytes);
            var copy = new byte[bytes.Length];
            bytes.CopyTo(copy);
            return copy;
        };
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
