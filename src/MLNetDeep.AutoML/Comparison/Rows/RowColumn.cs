using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>Columns of labels and scores as arrays.</summary>
internal static class RowColumn
{
    /// <summary>A number of each row, or a flag as 0 and 1.</summary>
    public static double[] Numbers(IDataView rows, DataViewSchema.Column column) => column.Type.RawType == typeof(bool)
        ? [.. rows.GetColumn<bool>(column).Select(v => v ? 1.0 : 0)]
        : column.Type.RawType == typeof(double) ? [.. rows.GetColumn<double>(column)] : [.. rows.GetColumn<float>(column).Select(v => (double)v)];

    /// <summary>A vector of numbers or flags of each row.</summary>
    public static double[][] Vectors(IDataView rows, DataViewSchema.Column column) => ((VectorDataViewType)column.Type).ItemType is BooleanDataViewType
        ? [.. rows.GetColumn<bool[]>(column).Select(v => Array.ConvertAll(v, flag => flag ? 1.0 : 0))]
        : [.. rows.GetColumn<float[]>(column).Select(v => Array.ConvertAll(v, number => (double)number))];

    /// <summary>The class of each row, from 0; −1 where it is missing.</summary>
    public static int[] Classes(IDataView rows, DataViewSchema.Column column) => Type.GetTypeCode(column.Type.RawType) switch
    {
        TypeCode.Byte => [.. rows.GetColumn<byte>(column).Select(k => k - 1)],
        TypeCode.UInt16 => [.. rows.GetColumn<ushort>(column).Select(k => k - 1)],
        TypeCode.UInt64 => [.. rows.GetColumn<ulong>(column).Select(k => (int)k - 1)],
        _ => [.. rows.GetColumn<uint>(column).Select(k => (int)k - 1)],
    };
}
