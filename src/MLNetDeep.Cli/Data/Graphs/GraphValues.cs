using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Cli.Data;

/// <summary>Makes of a property of graphs a column of another name or type.</summary>
internal static class GraphValues
{
    private const string Mark = "MLNetDeep.IsWanted";

    /// <summary>The property as text; numbers as tables have them, empty where it is missing.</summary>
    public static IDataView AsText(MLContext ml, IDataView rows, string from, string to) => rows.Schema[from].Type.RawType switch
    {
        var type when type == typeof(float) => Map<float, string>(ml, rows, from, to, value => float.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture)),
        var type when type == typeof(double) => Map<double, string>(ml, rows, from, to, value => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture)),
        _ => from == to ? rows : ml.Transforms.CopyColumns(to, from).Fit(rows).Transform(rows),
    };

    /// <summary>The property as a number of 32 bits.</summary>
    public static IDataView AsNumber(MLContext ml, IDataView rows, string from, string to) =>
        from == to && rows.Schema[from].Type.RawType == typeof(float) ? rows : ml.Transforms.Conversion.ConvertType(to, from, DataKind.Single).Fit(rows).Transform(rows);

    /// <summary>A number of a property that is a list.</summary>
    public static IDataView Item(MLContext ml, IDataView rows, string from, int place, string to) => Map<float[], float>(ml, rows, from, to, list => list[place]);

    /// <summary>Lists without anything in them, beside a column of positions.</summary>
    public static IDataView Empty<T>(MLContext ml, IDataView rows, string from, string to) => Map<int[], T[]>(ml, rows, from, to, _ => []);

    /// <summary>The rows whose text is one of some; null for any but the empty one.</summary>
    public static IDataView WithText(MLContext ml, IDataView rows, string column, IReadOnlySet<string>? known) =>
        ml.Data.FilterRowsByMissingValues(Map<string, float>(ml, rows, column, Mark, text => (known is null ? text.Length > 0 : known.Contains(text)) ? 1 : float.NaN), Mark);

    private static IDataView Map<TFrom, TTo>(MLContext ml, IDataView rows, string from, string to, Func<TFrom, TTo> map)
    {
        SchemaDefinition output = SchemaDefinition.Create(typeof(Row<TTo>));
        output[0].ColumnName = to;
        return ml.Transforms.CustomMapping<Row<TFrom>, Row<TTo>>((row, mapped) => mapped.Value = map(row.Value), null, Named<TFrom>(rows, from), output).Fit(rows).Transform(rows);
    }

    private static SchemaDefinition Named<T>(IDataView rows, string column)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Row<T>));
        (definition[0].ColumnName, definition[0].ColumnType) = (column, rows.Schema[column].Type);
        return definition;
    }

    private sealed class Row<T>
    {
        public T Value { get; set; } = default!;
    }
}
