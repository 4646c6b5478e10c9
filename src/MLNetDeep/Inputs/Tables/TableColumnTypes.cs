using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Tables;

/// <summary>Which types of columns a table may have; the same rules for a promised schema and for a real one.</summary>
internal static class TableColumnTypes
{
    /// <summary>For messages.</summary>
    public const string Expected = "numbers or Boolean (alone or in vectors of known size), text, a key, DateTime or DateTimeOffset";

    /// <summary>More keys than this are no categories any more; codes stay exact as reals far beyond it.</summary>
    public const int MostKeys = 1_000_000;

    /// <summary>What the column holds; null with the reason when a table takes no such column.</summary>
    public static TableColumn? Of(DataViewSchema.Column column, out string why)
    {
        why = "";
        var (vector, item) = (column.Type as VectorDataViewType, column.Type is VectorDataViewType v ? v.ItemType : column.Type);
        if (vector is { IsKnownSize: false }) return No(out why, $"it is a vector of unknown size ({column.Type})");
        if (KindOf(item, vector is not null, item is KeyDataViewType) is not { } kind) return No(out why, $"its type is {column.Type}");
        if (vector is { Size: 0 }) return No(out why, "its vectors are empty");
        if (item is KeyDataViewType key) return OfKey(column.Name, key, out why);
        var size = kind is TableColumnKind.Date or TableColumnKind.DateOffset ? DateParts.Count : vector?.Size ?? 1;
        return new TableColumn(column.Name, kind, size, vector is not null);
    }

    /// <summary>Why a table takes no such column; null when it does.</summary>
    public static string? Fault(SchemaShape.Column column)
    {
        if (column.Kind == SchemaShape.Column.VectorKind.VariableVector) return $"it is a vector of unknown size ({ColumnErrors.Describe(column)})";
        var isVector = column.Kind == SchemaShape.Column.VectorKind.Vector;
        return KindOf(column.ItemType, isVector, column.IsKey) is null ? $"its type is {ColumnErrors.Describe(column)}" : null;
    }

    private static TableColumnKind? KindOf(DataViewType item, bool isVector, bool isKey)
    {
        if (isKey) return isVector || item.RawType == typeof(ulong) ? null : TableColumnKind.Key;
        return item switch
        {
            NumberDataViewType => TableColumnKind.Number,
            BooleanDataViewType => TableColumnKind.Flag,
            _ when isVector => null,
            TextDataViewType => TableColumnKind.Text,
            DateTimeDataViewType => TableColumnKind.Date,
            DateTimeOffsetDataViewType => TableColumnKind.DateOffset,
            _ => null,
        };
    }

    private static TableColumn? OfKey(string name, KeyDataViewType key, out string why)
    {
        why = "";
        return key.Count <= MostKeys
            ? new TableColumn(name, TableColumnKind.Key, 1, Keys: (int)key.Count)
            : No(out why, $"it is a key of {key.Count} values, more than {MostKeys}");
    }

    private static TableColumn? No(out string why, string reason)
    {
        why = reason;
        return null;
    }
}
