using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Graphs;

/// <summary>Rows that are graphs as text, to compare: "Label Single", then a line for each value.</summary>
internal static class GraphText
{
    /// <summary>The columns with their types.</summary>
    public static string Columns(IDataView data) => string.Join(", ", data.Schema.Select(column => $"{column.Name} {column.Type}"));

    /// <summary>A row as "value|value|…", vectors with spaces between their items.</summary>
    public static string[] Rows(IDataView data) => [.. Enumerable.Range(0, (int)data.GetRowCount()!.Value).Zip(Values(data), (_, row) => row)];

    /// <summary>How many numbers belong to a node or an edge.</summary>
    public static int FeatureCount(IDataView data, string column)
    {
        var count = 0;
        data.Schema[column].Annotations.GetValue("FeatureCount", ref count);
        return count;
    }

    private static IEnumerable<string> Values(IDataView data)
    {
        var columns = data.Schema.Select(column => Column(data, column).ToArray()).ToArray();
        return Enumerable.Range(0, columns[0].Length).Select(row => string.Join('|', columns.Select(column => column[row])));
    }

    private static IEnumerable<string> Column(IDataView data, DataViewSchema.Column column) => column.Type switch
    {
        VectorDataViewType { ItemType: TextDataViewType } => data.GetColumn<ReadOnlyMemory<char>[]>(column).Select(list => string.Join(' ', list)),
        VectorDataViewType { ItemType: var item } when item == NumberDataViewType.Int32 => data.GetColumn<int[]>(column).Select(list => string.Join(' ', list)),
        VectorDataViewType => data.GetColumn<float[]>(column).Select(list => string.Join(' ', list)),
        TextDataViewType => data.GetColumn<ReadOnlyMemory<char>>(column).Select(text => $"{text}"),
        NumberDataViewType when column.Type == NumberDataViewType.Double => data.GetColumn<double>(column).Select(number => number.ToString(CultureInfo.InvariantCulture)),
        _ => data.GetColumn<float>(column).Select(number => number.ToString(CultureInfo.InvariantCulture)),
    };
}
