using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>schema.json: engines, misuse, the schema class itself.</summary>
internal static partial class CodeCases
{
    private static IEnumerable<KeyValuePair<string, Func<GoldenCase, JsonNode>>> SchemaCases =>
    [
        .. new[] { "", "_input_missing", "_output_missing", "_output_wrong_type", "_input_wrong_type", "_output_takes_input" }
            .Select(n => Case("schema/engine" + n, Engines.Fitted)),
        Case("schema/evaluate_without_score", EvaluateWithoutScore),
        Case("schema/single_estimator_fit", SingleEstimatorFit),
        Case("schema/null_arguments", _ => NullArguments()),
        Case("schema/schema_indexer", SchemaIndexer),
    ];

    private static JsonObject EvaluateWithoutScore(GoldenCase c) => new(c.Expected.Select(e => KeyValuePair.Create(
        e.Key, Failure.Try("Evaluate", () => Recorder.Metrics(Operations.Invoke(new MLContext(1), e.Key, [], new JsonView(c.Input!)))))));

    private static JsonObject SingleEstimatorFit(GoldenCase c)
    {
        var ml = new MLContext(1);
        const string Multiclass = "MulticlassClassification.Trainers.SdcaMaximumEntropy";
        var result = new JsonObject();
        void Fit(string name, string operation, params (string, JsonNode?)[] arguments) => result[name] = Result(
            () =>
            {
                Estimator(ml, operation, arguments).Fit(new JsonView(c.Input!));
                return "fitted";
            },
            "Fit");
        Fit("SdcaMaximumEntropy, text label", Multiclass);
        Fit("SdcaMaximumEntropy, no such label", Multiclass, ("labelColumnName", "Nope"));
        Fit("SdcaMaximumEntropy, no such features", Multiclass, ("featureColumnName", "Nope"));
        Fit("FastTree, text label", "BinaryClassification.Trainers.FastTree");
        Fit("Regression Sdca, text label", "Regression.Trainers.Sdca");
        Fit("MapValueToKey, no such column", "Transforms.Conversion.MapValueToKey", ("outputColumnName", "K"), ("inputColumnName", "Nope"));
        Fit("MapKeyToValue, text column", "Transforms.Conversion.MapKeyToValue", ("outputColumnName", "V"), ("inputColumnName", "Label"));
        Fit("Concatenate, mixed types", "Transforms.Concatenate", ("outputColumnName", "F"), ("inputColumnNames", new JsonArray("Label", "Features")));
        Fit("Concatenate, no such column", "Transforms.Concatenate", ("outputColumnName", "F"), ("inputColumnNames", new JsonArray("Nope")));
        Fit("NormalizeMinMax, text column", "Transforms.NormalizeMinMax", ("outputColumnName", "N"), ("inputColumnName", "Label"));
        Fit("CopyColumns, no such column", "Transforms.CopyColumns", ("outputColumnName", "C"), ("inputColumnName", "Nope"));
        Fit("DropColumns, no such column", "Transforms.DropColumns", ("columnNames", new JsonArray("Nope")));
        return result;
    }

    private static JsonObject NullArguments()
    {
        var ml = new MLContext(1);
        var view = new JsonView(JsonNode.Parse("""{"columns": [{"name": "A", "type": "Single"}, {"name": "T", "type": "String"}], "rows": [[1, "x"]]}""")!);
        var copy = Copy(ml, "B", "A");
        return new()
        {
            ["Concatenate(null, 'A')"] = Result(() => ml.Transforms.Concatenate(null!, "A")),
            ["Concatenate('F', (string[])null)"] = Result(() => ml.Transforms.Concatenate("F", (string[])null!)),
            ["Concatenate('', 'A')"] = Result(() => ml.Transforms.Concatenate("", "A")),
            ["CopyColumns('B', null)"] = Result(() => ml.Transforms.CopyColumns("B", null!)),
            ["MapValueToKey(null)"] = Result(() => ml.Transforms.Conversion.MapValueToKey((string)null!)),
            ["Fit(null)"] = Result(() => copy.Fit(null!)),
            ["Transform(null)"] = Result(() => copy.Fit(view).Transform(null!)),
            ["chain.Append(null)"] = Result(() => new EstimatorChain<ITransformer>().Append((IEstimator<ITransformer>)null!)),
            ["DropColumns()"] = Result(() => ml.Transforms.DropColumns()),
            ["SelectColumns()"] = Result(() => ml.Transforms.SelectColumns()),
            ["empty chain Fit"] = Result(() => new EstimatorChain<ITransformer>().Fit(view).Transform(view).Schema.Select(c => c.Name)),
        };
    }

    private static JsonObject SchemaIndexer(GoldenCase c)
    {
        var schema = new JsonView(c.Input!).Schema;
        return new()
        {
            ["schema['Nope']"] = Result(() => schema["Nope"].Name),
            ["schema[9]"] = Result(() => schema[9].Name),
            ["schema.GetColumnOrNull('Nope')"] = schema.GetColumnOrNull("Nope")?.Name,
            ["schema.GetColumnOrNull('A')"] = schema.GetColumnOrNull("A")?.Name,
            ["schema.ToString()"] = schema.ToString(),
            ["schema[0].ToString()"] = schema[0].ToString(),
            ["schema[0].Annotations.Schema.Count"] = schema[0].Annotations.Schema.Count,
            ["HasSlotNames"] = schema["A"].HasSlotNames(),
            ["schema['A'].Annotations.GetValue('Nope')"] = Result(() =>
            {
                var value = 0f;
                schema["A"].Annotations.GetValue("Nope", ref value);
                return value;
            }),
            ["GetSlotNames of a column without"] = Result(() =>
            {
                VBuffer<ReadOnlyMemory<char>> names = default;
                schema["A"].GetSlotNames(ref names);
                return names;
            }),
        };
    }
}
