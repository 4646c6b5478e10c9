using System.Text.Json.Nodes;
using Microsoft.ML;

namespace Compat.Tests.Golden;

/// <summary>Cases that evaluate hand-made scores.</summary>
internal static class Metrics
{
    public static JsonNode Run(GoldenCase c) => Failure.Try("Evaluate", () =>
    {
        var ml = new MLContext(c.Seed);
        return Recorder.Metrics(Operations.Invoke(ml, c.Settings, new JsonView(c.Input!)));
    })!;
}
