using System.Collections;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>Cases that save a chain, load it and compare what both give.</summary>
internal static class RoundTrips
{
    public static JsonNode Run(GoldenCase c)
    {
        var ml = new MLContext(c.Seed);
        var view = new JsonView(c.Input!);
        return Of(ml, Steps.Chain(ml, c.Settings["steps"]!.AsArray()).Fit(view), view, view.Schema);
    }

    /// <summary>Saves with a schema, loads, and says what came back.</summary>
    public static JsonObject Of(MLContext ml, ITransformer model, IDataView view, DataViewSchema? schema)
    {
        var (loaded, inputSchema) = SaveAndLoad(ml, model, schema);
        var (before, after) = (model.Transform(view), loaded.Transform(view));
        return new JsonObject
        {
            ["saved"] = Describe(model),
            ["loaded"] = Describe(loaded),
            ["inputSchema"] = inputSchema == null ? null : Recorder.Schema(inputSchema),
            ["outputRowsSame"] = JsonNode.DeepEquals(Recorder.Rows(before), Recorder.Rows(after)),
            ["outputSchemaSame"] = JsonNode.DeepEquals(Recorder.Schema(before.Schema), Recorder.Schema(after.Schema)),
        };
    }

    public static (ITransformer Model, DataViewSchema? InputSchema) SaveAndLoad(MLContext ml, ITransformer model, DataViewSchema? schema)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, schema, stream);
        stream.Position = 0;
        var loaded = ml.Model.Load(stream, out var inputSchema);
        return (loaded, inputSchema);
    }

    /// <summary>The type of a transformer, and what a chain holds.</summary>
    public static JsonNode Describe(object model)
    {
        var type = model.GetType();
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(TransformerChain<>)
            ? new JsonObject
            {
                ["chain"] = TypeNames.Full(type),
                ["items"] = new JsonArray([.. ((IEnumerable)model).Cast<object>().Select(Describe)]),
            }
            : TypeNames.Full(type);
    }
}
