using System.Text.Json.Nodes;
using Microsoft.ML;

namespace Compat.Tests.Golden;

/// <summary>Cases of trainers with a fixed seed: metrics on the training data, first scores, weights.</summary>
internal static class Trainers
{
    public static JsonNode Run(GoldenCase c)
    {
        var ml = new MLContext(c.Seed);
        var path = Path.Combine(GoldenCase.DataFolder, (string)c.Input!["file"]!);
        var view = Operations.Invoke<IDataView>(ml, "Data.LoadFromTextFile", null, ("path", path), ("options", c.Input["loader"]!.DeepClone()));
        var model = Steps.Chain(ml, c.Settings["steps"]!.AsArray()).Fit(view);
        var scored = model.Transform(view);
        string[] columns = [.. c.Expected["firstTenColumns"]!.AsArray().Select(n => (string)n!)];
        return new JsonObject
        {
            ["metrics"] = Recorder.Metrics(Operations.Invoke(ml, c.Settings["evaluate"]!, scored)),
            ["firstTenColumns"] = new JsonArray([.. columns.Select(n => (JsonNode?)n)]),
            ["firstTen"] = Recorder.Rows(scored, [.. columns.Select(n => scored.Schema[n])], limit: 10),
            ["model"] = Model(Property(model.LastTransformer, "Model")!),
        };
    }

    private static JsonObject Model(object model)
    {
        var result = new JsonObject { ["type"] = TypeNames.Short(model.GetType()) };
        if (Property(model, "SubModel") is { } sub)
        {
            result["subModel"] = Model(sub);
        }
        else if (Property(model, "Weights") is { } weights)
        {
            result["weights"] = ValueJson.Of(weights);
            result["bias"] = ValueJson.Of(Property(model, "Bias"));
        }
        else if (model.GetType().GetMethod("GetWeights") is { } getWeights)
        {
            object?[] arguments = [null, 0];
            getWeights.Invoke(model, arguments);
            result["classWeights"] = ValueJson.Of(arguments[0]);
            result["classBiases"] = ValueJson.Of(model.GetType().GetMethod("GetBiases")!.Invoke(model, null));
        }

        return result;
    }

    // A derived class may say it again with another type: the first one counts.
    private static object? Property(object target, string name) =>
        target.GetType().GetProperties().FirstOrDefault(p => p.Name == name)?.GetValue(target);
}
