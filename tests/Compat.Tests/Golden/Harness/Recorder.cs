using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.ML;

namespace Compat.Tests.Golden;

/// <summary>Writes schemas, rows and metrics down as the recordings have them.</summary>
internal static class Recorder
{
    private static readonly MethodInfo ReaderMethod =
        typeof(Recorder).GetMethod(nameof(ReaderOf), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static readonly MethodInfo AnnotationMethod =
        typeof(Recorder).GetMethod(nameof(AnnotationValue), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static JsonArray Schema(DataViewSchema schema) => new([.. schema.Select(Column)]);

    public static JsonArray Names(DataViewSchema schema) =>
        new([.. schema.Where(c => !c.IsHidden).Select(c => (JsonNode?)c.Name)]);

    public static JsonArray Promised(SchemaShape shape) => new([.. shape.Select(PromisedColumn)]);

    /// <summary>The visible columns of every row, in the order of the schema.</summary>
    public static JsonArray Rows(IDataView view) => Rows(view, [.. view.Schema.Where(c => !c.IsHidden)]);

    public static JsonArray Rows(IDataView view, IReadOnlyList<DataViewSchema.Column> columns, int limit = int.MaxValue)
    {
        var rows = new JsonArray();
        using var cursor = view.GetRowCursor(columns);
        var readers = columns.Select(c => Reader(cursor, c)).ToArray();
        while (rows.Count < limit && cursor.MoveNext())
        {
            rows.Add(new JsonArray([.. readers.Select(r => r())]));
        }

        return rows;
    }

    /// <summary>The values of one column.</summary>
    public static JsonArray Values(IDataView view, string column) =>
        new([.. Rows(view, [view.Schema[column]]).Select(r => r![0]?.DeepClone())]);

    /// <summary>Reads one value of the row at hand.</summary>
    public static Func<JsonNode?> Reader(DataViewRow row, DataViewSchema.Column column) =>
        (Func<JsonNode?>)Call(ReaderMethod, column.Type.RawType, row, column);

    /// <summary>All public properties of a metrics object, or of the model of a trainer.</summary>
    public static JsonObject Metrics(object metrics)
    {
        var result = new JsonObject { ["metricsType"] = metrics.GetType().Name };
        foreach (var property in metrics.GetType().GetProperties())
        {
            var value = property.GetValue(metrics);
            result[property.Name] = property.PropertyType.Name == "ConfusionMatrix" ? Confusion(value!) : ValueJson.Of(value);
        }

        return result;
    }

    private static JsonObject Confusion(object matrix)
    {
        var result = new JsonObject();
        foreach (var name in new[] { "NumberOfClasses", "Counts", "PerClassPrecision", "PerClassRecall" })
        {
            result[name] = ValueJson.Of(matrix.GetType().GetProperty(name)!.GetValue(matrix));
        }

        result["formatted"] = (string)matrix.GetType().GetMethod("GetFormattedConfusionTable")!.Invoke(matrix, null)!;
        return result;
    }

    private static JsonObject Column(DataViewSchema.Column column)
    {
        var result = new JsonObject { ["name"] = column.Name, ["type"] = column.Type.ToString() };
        if (column.IsHidden)
        {
            result["hidden"] = true;
        }

        var annotations = column.Annotations.Schema;
        if (annotations.Count > 0)
        {
            result["annotations"] = new JsonArray([.. annotations.Select(a => Annotation(column.Annotations, a))]);
        }

        return result;
    }

    private static JsonObject Annotation(DataViewSchema.Annotations annotations, DataViewSchema.Column column) => new()
    {
        ["kind"] = column.Name,
        ["type"] = column.Type.ToString(),
        ["value"] = (JsonNode?)Call(AnnotationMethod, column.Type.RawType, annotations, column),
    };

    private static JsonObject PromisedColumn(SchemaShape.Column column)
    {
        var result = new JsonObject
        {
            ["name"] = column.Name,
            ["kind"] = column.Kind.ToString(),
            ["itemType"] = column.ItemType.ToString(),
            ["isKey"] = column.IsKey,
        };
        if (column.Annotations.Count > 0)
        {
            result["annotations"] = new JsonArray([.. column.Annotations.Select(a => (JsonNode?)a.Name)]);
        }

        return result;
    }

    private static object Call(MethodInfo method, Type type, params object[] arguments)
    {
        try
        {
            return method.MakeGenericMethod(type).Invoke(null, arguments)!;
        }
        catch (TargetInvocationException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    private static Func<JsonNode?> ReaderOf<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return ValueJson.Of(value);
        };
    }

    private static JsonNode? AnnotationValue<T>(DataViewSchema.Annotations annotations, DataViewSchema.Column column)
    {
        T value = default!;
        annotations.GetGetter<T>(column)(ref value);
        return ValueJson.Of(value);
    }
}
