using System.Text.Json.Nodes;
using Microsoft.ML;

namespace Compat.Tests.Golden;

/// <summary>Cases whose settings are C#: written out by hand, by file and name.</summary>
internal static partial class CodeCases
{
    private static readonly Dictionary<string, Func<GoldenCase, JsonNode>> All = new(
        [.. RowCases, .. TypeCases, .. MappingCases, .. SplitCases, .. SchemaCases, .. CursorCases, .. ModelCases]);

    /// <summary>The case written by hand, or what a general runner makes of it.</summary>
    public static Func<GoldenCase, JsonNode> Or(Func<GoldenCase, JsonNode> general) =>
        c => All.TryGetValue(c.Key, out var code) ? code(c) : general(c);

    public static JsonNode Run(GoldenCase c) => All[c.Key](c);

    private static KeyValuePair<string, Func<GoldenCase, JsonNode>> Case(string key, Func<GoldenCase, JsonNode> run) => new(key, run);

    /// <summary>A part of the result: what a call gives or throws.</summary>
    private static JsonNode? Result(Func<object?> call, string at = "Call") => Failure.Try(at, () => ValueJson.Of(call()));

    private static IEstimator<ITransformer> Estimator(MLContext ml, string operation, params (string Name, JsonNode? Value)[] arguments) =>
        Operations.Invoke<IEstimator<ITransformer>>(ml, operation, null, arguments);

    private static IEstimator<ITransformer> Copy(MLContext ml, string output, string input) =>
        Estimator(ml, "Transforms.CopyColumns", ("outputColumnName", output), ("inputColumnName", input));

    private static IDataView View(MLContext ml, string operation, IDataView view, params (string Name, JsonNode? Value)[] arguments) =>
        Operations.Invoke<IDataView>(ml, "Data." + operation, view, arguments);
}
