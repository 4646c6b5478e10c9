using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench.VersusPython;

/// <summary>Random rows of a fixed width with one of ten classes.</summary>
internal static class Rows
{
    public const int Classes = 10;

    public static IDataView Random(MLContext ml, int count, int width)
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return ml.Data.LoadFromEnumerable(Make(count, width).ToList(), definition);
    }

    private static IEnumerable<Row> Make(int count, int width)
    {
        var random = new Random(1);
        for (var i = 0; i < count; i++)
        {
            var features = new float[width];
            for (var j = 0; j < width; j++) features[j] = random.NextSingle();
            yield return new Row { Label = (uint)(i % Classes) + 1, Features = features };
        }
    }

    private sealed class Row
    {
        [KeyType(Classes)]
        public uint Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
