using System.Text.Json.Nodes;
using Compat.Tests.Golden.RowClasses;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>cursors.json: what is computed when, and in which order rows and columns come.</summary>
internal static partial class CodeCases
{
    private static JsonObject AppendOrder()
    {
        using var views = new CursorViews();
        var ml = views.Context;
        IEstimator<ITransformer> Concatenate(string output, params string[] inputs) => Estimator(
            ml, "Transforms.Concatenate", ("outputColumnName", output), ("inputColumnNames", new JsonArray([.. inputs.Select(i => (JsonNode?)i)])));
        var input = views["array"];
        var model = new EstimatorChain<ITransformer>()
            .Append(Copy(ml, "B", "A"))
            .Append(Concatenate("F", "A", "B"))
            .Append(Copy(ml, "A", "Id"))
            .Append(Copy(ml, "B", "F"))
            .Append(Estimator(ml, "Transforms.Conversion.MapValueToKey", ("outputColumnName", "T")))
            .Append(Concatenate("A2", "F"))
            .Fit(input);
        var schema = model.Transform(input).Schema;
        return new()
        {
            ["columns"] = IndexedColumns(schema),
            ["getOutputSchemaSame"] = JsonNode.DeepEquals(IndexedColumns(model.GetOutputSchema(input.Schema)), IndexedColumns(schema)),
            ["indexOfA"] = schema["A"].Index,
            ["GetColumnOrNull(B)"] = schema.GetColumnOrNull("B")?.Index,
        };
    }

    private static JsonArray IndexedColumns(DataViewSchema schema) => new([.. schema.Select(c => new JsonObject
    {
        ["index"] = c.Index, ["name"] = c.Name, ["type"] = c.Type.ToString(), ["isHidden"] = c.IsHidden,
    })]);

    private static JsonObject HiddenValue()
    {
        using var views = new CursorViews();
        var view = views["hidden"];
        return new()
        {
            ["hidden"] = new JsonArray([.. Recorder.Rows(view, [view.Schema.First(c => c.IsHidden)]).Select(r => r![0]?.DeepClone())]),
            ["byName"] = Recorder.Values(view, "A"),
        };
    }

    private static JsonObject LazyMapping()
    {
        using var views = new CursorViews();
        var view = views.Mapped(out var calls);
        var result = new JsonObject { ["afterTransform"] = calls.Count };
        Recorder.Values(view, "Twice");
        result["afterFirstRead"] = calls.Count;
        Recorder.Values(view, "Id");
        result["afterReadOfOtherColumn"] = calls.Count;
        Recorder.Values(view, "Twice");
        result["afterSecondRead"] = calls.Count;
        return result;
    }

    private static JsonObject CacheReadsSource()
    {
        using var views = new CursorViews();
        var view = views.Cached(views.Mapped(out var calls));
        var result = new JsonObject { ["afterCache"] = calls.Count };
        Recorder.Values(view, "Twice");
        result["afterFirstRead"] = calls.Count;
        Recorder.Values(view, "Twice");
        result["afterSecondRead"] = calls.Count;
        return result;
    }

    private static JsonObject LargeOrder()
    {
        var ml = new MLContext(1);
        var input = ml.Data.LoadFromEnumerable(CursorViews.Rows(5000));
        var mapped = ml.Transforms.CustomMapping<Row, Doubled>((i, o) => o.Twice = i.Id * 2, null).Fit(input).Transform(input);
        var view = Copy(ml, "B", "Twice").Fit(mapped).Transform(mapped);
        using var cursor = view.GetRowCursor(view.Schema);
        var (id, value) = (cursor.GetGetter<int>(view.Schema["Id"]), cursor.GetGetter<float>(view.Schema["B"]));
        bool inOrder = true, match = true, positions = true;
        for (var i = 0; cursor.MoveNext(); i++)
        {
            var (number, twice) = (0, 0f);
            id(ref number);
            value(ref twice);
            inOrder &= number == i;
            match &= twice == i * 2;
            positions &= cursor.Position == i;
        }

        return new() { ["inOrder"] = inOrder, ["valuesMatch"] = match, ["positions"] = positions };
    }

    private static JsonObject Preview()
    {
        using var views = new CursorViews();
        var preview = views["hidden"].Preview(3);
        return new()
        {
            ["string"] = preview.ToString(),
            ["columns"] = ValueJson.Of(preview.ColumnView.Select(c => c.Column.Name)),
            ["rows"] = ValueJson.Of(preview.RowView.Select(r => r.Values.Select(v => FormattableString.Invariant($"{v.Key}={v.Value}")))),
        };
    }
}

/// <summary>What the counting mapping adds.</summary>
public sealed class Doubled
{
    public float Twice { get; set; }
}
