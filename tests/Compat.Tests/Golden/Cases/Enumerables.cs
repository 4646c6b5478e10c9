using System.Text.Json.Nodes;
using Microsoft.ML;

namespace Compat.Tests.Golden;

/// <summary>Cases of LoadFromEnumerable and CreateEnumerable.</summary>
internal static class Enumerables
{
    public static JsonNode Run(GoldenCase c) => (string)c.Settings["call"]! == "Data.LoadFromEnumerable" ? Load(c) : Back(c);

    private static JsonNode Load(GoldenCase c) => Failure.Try("Load", () =>
    {
        var ml = new MLContext(1);
        var type = RowObjects.Declared(c.Input!["class"]!);
        var view = RowObjects.Load(ml, type, RowObjects.MakeAll(type, c.Input["rows"]!));
        var result = new JsonObject { ["schema"] = Recorder.Schema(view.Schema) };
        Steps.AddRows(c, result, view);
        if (c.Wants("createEnumerable"))
        {
            result["createEnumerable"] = Failure.Try("CreateEnumerable", () => Objects(RowObjects.Back(ml, type, view)));
        }

        return result;
    })!;

    private static JsonNode Back(GoldenCase c) => Failure.Try("CreateEnumerable", () =>
    {
        var ml = new MLContext(1);
        var type = RowObjects.Declared(c.Input!["class"]!);
        var arguments = c.Settings["args"]!;
        var rows = RowObjects.Back(ml, type, new JsonView(c.Input), (bool)arguments["reuseRowObject"]!, (bool)arguments["ignoreMissingColumns"]!);
        return new JsonObject { ["rows"] = Objects(rows) };
    })!;

    private static JsonArray Objects(IEnumerable<object> rows) => new([.. rows.Select(ValueJson.OfMembers)]);
}
