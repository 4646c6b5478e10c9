using Microsoft.ML;
using MLNetDeep.Common;

namespace MLNetDeep.Data;

/// <summary>Rows of a view as a network takes them, the numbers of all parts one behind the other.</summary>
internal static class RawRows
{
    public static IEnumerable<float[]> Read(IDataView view, FeatureSpec spec)
    {
        using var cursor = view.GetRowCursor(spec.Columns.Select(name => view.Schema[name]));
        var reader = spec.Open(cursor, 1, strict: false);
        while (cursor.MoveNext())
        {
            reader.Read(0, cursor.Position);
            reader.Complete(1);
            using var row = reader.ToFeatures(1);
            yield return Floats(row);
        }
    }

    /// <summary>All rows in memory.</summary>
    public static Features ReadAll(IDataView view, FeatureSpec spec)
    {
        using var cursor = view.GetRowCursor(spec.Columns.Select(name => view.Schema[name]));
        var reader = spec.Open(cursor, RowBlock.CapacityFor(spec), strict: false);
        Features? all = null;
        for (var (rows, isMore) = (0L, true); isMore;)
        {
            var count = 0;
            while (count < RowBlock.CapacityFor(spec) && (isMore = cursor.MoveNext())) reader.Read(count++, cursor.Position);
            reader.Complete(count);
            using var block = reader.ToFeatures(count);
            all = Append(all, rows, block);
            rows += count;
        }
        return all!;
    }

    private static Features Append(Features? all, long rows, Features block)
    {
        var room = block.Room(rows + block.Rows);
        if (all is not null) room.Put(0, all);
        room.Put(rows, block);
        all?.Dispose();
        return room;
    }

    private static float[] Floats(Features row)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        return [.. row.Parts.SelectMany(part => Tensors.ToFloats(part is RaggedPart ragged ? ragged.Joined() : ((EvenPart)part).Values))];
    }
}
