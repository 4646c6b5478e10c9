using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNetDeep.Tests.Support;

internal sealed class PathRow
{
    public string Label { get; set; } = "";

    public string Image { get; set; } = "";
}

internal sealed class BytesRow
{
    public string Label { get; set; } = "";

    public byte[] Image { get; set; } = [];
}

internal sealed class ImageRow
{
    public string Label { get; set; } = "";

    [ImageType(12, 12)] // ML.NET wants a size here, and does not hold images to it
    public MLImage Image { get; set; } = null!;
}

internal sealed class PixelRow
{
    public string Label { get; set; } = "";

    public float[] Features { get; set; } = [];
}

internal static class Rows
{
    /// <summary>The rows with their label made a key.</summary>
    public static IDataView Keyed<T>(this MLContext ml, IEnumerable<T> rows, SchemaDefinition? schema = null) where T : class
    {
        var view = ml.Data.LoadFromEnumerable(rows, schema);
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
    }

    /// <summary>Rows of numbers with a vector of this many.</summary>
    public static IDataView Pixels(this MLContext ml, int width, IEnumerable<PixelRow> rows)
    {
        var schema = SchemaDefinition.Create(typeof(PixelRow));
        schema[nameof(PixelRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return ml.Keyed(rows, schema);
    }
}
