using Microsoft.ML;
using MLNetDeep.Common;

namespace MLNetDeep.Data;

/// <summary>Rows of a view as a network takes them.</summary>
internal static class RawRows
{
    public static IEnumerable<float[]> Read(IDataView view, FeatureSpec spec)
    {
        using var cursor = view.GetRowCursor(spec.Columns.Select(name => view.Schema[name]));
        var reader = FeatureReader.Open(cursor, spec, 1, strict: false);
        while (cursor.MoveNext())
        {
            reader.Read(0, cursor.Position);
            reader.Complete(1);
            using var row = reader.ToTensor(1);
            yield return Tensors.ToFloats(row);
        }
    }
}
