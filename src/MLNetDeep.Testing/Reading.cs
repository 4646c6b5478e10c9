using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Testing;

/// <summary>Reads columns by a cursor of its own, as a user of a view would.</summary>
internal static class Reading
{
    /// <summary>The vectors of a column; numbers as vectors of one.</summary>
    public static float[][] Vectors(IDataView view, string column)
    {
        if (view.Schema[column].Type is not VectorDataViewType) return [.. Scalars<float>(view, column).Select(value => new[] { value })];
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema[column]);
        var all = new List<float[]>();
        VBuffer<float> value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            all.Add(value.DenseValues().ToArray());
        }
        return [.. all];
    }

    public static T[] Scalars<T>(IDataView view, string column)
    {
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        var getter = cursor.GetGetter<T>(view.Schema[column]);
        var all = new List<T>();
        T value = default!;
        while (cursor.MoveNext())
        {
            getter(ref value);
            all.Add(value);
        }
        return [.. all];
    }
}
