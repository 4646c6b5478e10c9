using System.Text.Json.Nodes;
using Compat.Tests.Golden.RowClasses;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>enumerable.json: what C# collections and schema definitions do.</summary>
internal static partial class CodeCases
{
    private static IEnumerable<KeyValuePair<string, Func<GoldenCase, JsonNode>>> RowCases =>
    [
        Case("enumerable/null_enumerable", _ => Result(() => new MLContext(1).Data.LoadFromEnumerable<TextRow>(null!), "Load")!),
        Case("enumerable/row_counts", _ => RowCounts()),
        Case("enumerable/lazy", _ => LazyRows()),
        Case("enumerable/schema_definition", _ => Definition()),
        Case("enumerable/schema_definition_annotation", _ => AnnotatedDefinition()),
        Case("enumerable/with_schema", c => Flexible(new MLContext(1).Data.LoadFromEnumerable(
            [FlexibleRow()], JsonView.SchemaOf(c.Settings["schema"]!.AsArray())))),
        Case("enumerable/back_reuse", Reuse),
        Case("enumerable/get_column", GetColumn),
    ];

    private static TextRow[] TextRows(params string[] texts) => [.. texts.Select(t => new TextRow { T = t })];

    private static JsonObject RowCounts()
    {
        var rows = TextRows("a", "b", "c");
        var result = new JsonObject();
        foreach (var (name, data) in new (string, IEnumerable<TextRow>)[]
        {
            ("array", rows), ("list", [.. rows.ToList()]), ("iterator", Iterate(rows)), ("linq", rows.Where(r => r.T != "b")),
            ("queue", new Queue<TextRow>(rows)),
        })
        {
            var view = new MLContext(1).Data.LoadFromEnumerable(data);
            result[name] = new JsonObject
            {
                ["getRowCount"] = view.GetRowCount(),
                ["canShuffle"] = view.CanShuffle,
                ["rows"] = Recorder.Rows(view),
                ["rowsAgain"] = Recorder.Rows(view),
            };
        }

        return result;
    }

    private static IEnumerable<T> Iterate<T>(IEnumerable<T> rows)
    {
        foreach (var row in rows)
        {
            yield return row;
        }
    }

    private static JsonObject LazyRows()
    {
        var rows = TextRows("a", "b").ToList();
        var view = new MLContext(1).Data.LoadFromEnumerable(rows);
        var result = new JsonObject { ["before"] = Recorder.Rows(view), ["countBefore"] = view.GetRowCount() };
        rows[0].T = "z";
        rows.Add(new TextRow { T = "c" });
        result["after"] = Recorder.Rows(view);
        result["countAfter"] = view.GetRowCount();
        return result;
    }

    private static Flexible FlexibleRow() => new() { V = [1, 2], T = "t", N = 3 };

    private static JsonObject Flexible(IDataView view) => new()
    {
        ["schema"] = Recorder.Schema(view.Schema),
        ["rows"] = Recorder.Rows(view),
    };

    private static JsonObject Definition()
    {
        var definition = SchemaDefinition.Create(typeof(Flexible));
        var created = new JsonArray([.. definition.Select(c => new JsonObject
        {
            ["member"] = c.MemberName, ["column"] = c.ColumnName, ["type"] = c.ColumnType.ToString(),
        })]);
        definition["V"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        definition["T"].ColumnName = "Text";
        definition.Remove(definition["N"]);
        var result = Flexible(new MLContext(1).Data.LoadFromEnumerable([FlexibleRow()], definition));
        result["created"] = created;
        return result;
    }

    private static JsonObject AnnotatedDefinition()
    {
        var definition = SchemaDefinition.Create(typeof(Flexible));
        definition["V"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        definition["V"].AddAnnotation(
            "SlotNames", new VBuffer<ReadOnlyMemory<char>>(2, ["p".AsMemory(), "q".AsMemory()]), new VectorDataViewType(TextDataViewType.Instance, 2));
        return Flexible(new MLContext(1).Data.LoadFromEnumerable([FlexibleRow()], definition));
    }

    private static JsonObject Reuse(GoldenCase c)
    {
        var rows = new MLContext(1).Data.CreateEnumerable<BackFewer>(new JsonView(c.Input!), reuseRowObject: true).ToList();
        return new()
        {
            ["count"] = rows.Count,
            ["sameObject"] = ReferenceEquals(rows[0], rows[1]),
            ["values"] = ValueJson.Of(rows.Select(r => r.A)),
        };
    }

    private static JsonObject GetColumn(GoldenCase c)
    {
        var view = new JsonView(c.Input!);
        return new()
        {
            ["float A"] = Column<float>(view, "A"),
            ["string T"] = Column<string>(view, "T"),
            ["ReadOnlyMemory<char> T"] = Column<ReadOnlyMemory<char>>(view, "T"),
            ["float[] V"] = Column<float[]>(view, "V"),
            ["VBuffer<float> V, each copied as it comes"] =
                ValueJson.Of(view.GetColumn<VBuffer<float>>("V").Select(v => v.DenseValues().ToArray())),
            ["VBuffer<float> V, collected and read afterwards (one buffer is filled again and again)"] =
                ValueJson.Of(view.GetColumn<VBuffer<float>>("V").ToList()),
            ["uint K"] = Column<uint>(view, "K"),
            ["int A"] = Column<int>(view, "A"),
            ["double A"] = Column<double>(view, "A"),
            ["float I"] = Column<float>(view, "I"),
            ["float Missing"] = Column<float>(view, "Missing"),
            ["string[] V"] = Column<string[]>(view, "V"),
        };
    }

    private static JsonNode? Column<T>(IDataView view, string name) => Result(() => view.GetColumn<T>(name).ToList(), "GetColumn");
}
