using System.Text.Json.Nodes;
using Compat.Tests.Golden.RowClasses;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>transforms.json: custom mappings.</summary>
internal static partial class CodeCases
{
    private static IEnumerable<KeyValuePair<string, Func<GoldenCase, JsonNode>>> MappingCases =>
    [
        Case("transforms/custom_mapping", c => Map<MapIn, MapOut>(c, (i, o) =>
        {
            o.Twice = i.A * 2;
            o.Text = i.T + "!";
            o.V = [i.A, 0];
            o.Flag = i.A > 1;
            o.Key = (uint)i.A;
        })),
        Case("transforms/custom_mapping_over", c => Map<MapIn, MapOver>(c, (i, o) => o.A = i.T + i.A)),
        Case("transforms/custom_mapping_missing", c => Map<MapInMissing, MapOver>(c, (i, o) => o.A = "")),
        Case("transforms/custom_mapping_wrong_type", c => Map<MapInWrong, MapOver>(c, (i, o) => o.A = "")),
        Case("transforms/custom_mapping_stale", c => Map<MapIn, MapStale>(c, (i, o) =>
        {
            if (i.A == 1)
            {
                o.Sometimes = 5;
            }
        })),
        Case("transforms/custom_mapping_no_input", c => Map<EmptyClass, MapOver>(c, (i, o) => o.A = "c")),
        Case("transforms/custom_mapping_no_output", c => Map<MapIn, EmptyClass>(c, (i, o) => { })),
        Case("transforms/custom_mapping_throws", c => Map<MapIn, MapOut>(c, (i, o) => throw new InvalidTimeZoneException("from the action"))),
    ];

    private static JsonNode Map<TIn, TOut>(GoldenCase c, Action<TIn, TOut> map)
        where TIn : class, new()
        where TOut : class, new()
    {
        var phase = new Phase("Construct");
        try
        {
            var ml = new MLContext(1);
            var chain = new EstimatorChain<ITransformer>().Append<ITransformer>(ml.Transforms.CustomMapping(map, null));
            return Steps.Run(c, phase, new JsonView(c.Input!), new JsonView(c.Input!), chain);
        }
        catch (Exception e)
        {
            return new JsonObject { ["throws"] = Failure.Of(e, phase.At) };
        }
    }
}
