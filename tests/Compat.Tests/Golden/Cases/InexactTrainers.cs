using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Compat.Tests.Golden;

/// <summary>Trainers whose updates come in another order: metrics and scores within the tolerance, or scores that rank alike.</summary>
internal static partial class InexactTrainers
{
    public static IReadOnlyList<string> Differences(GoldenCase c, JsonObject actual)
    {
        var found = new List<string>(JsonDifference.Between(c.Expected["model"]!["type"], actual["model"]!["type"], null));
        if (c.Note.Contains("recorded as a fact", StringComparison.Ordinal))
        {
            return found;
        }

        var tolerance = c.Tolerance!.Value;
        var (expectedMetrics, metrics) = (c.Expected["metrics"]!.AsObject(), actual["metrics"]!.AsObject());
        if (c.Name == "iris_kmeans")
        {
            CompareNumbers("AverageDistance", expectedMetrics["AverageDistance"], metrics["AverageDistance"], tolerance, found);
            return found;
        }

        CompareMetrics(expectedMetrics, metrics, MetricTolerance(c) ?? tolerance, found);
        if (c.Note.Contains("scores within the tolerance", StringComparison.Ordinal))
        {
            CompareScores(c, actual, tolerance, found);
        }
        else if (c.Note.Contains("rank alike", StringComparison.Ordinal))
        {
            CompareRanks(c, actual, tolerance, found);
        }

        return found;
    }

    private static double? MetricTolerance(GoldenCase c) =>
        MetricsWithin().Match(c.Note) is { Success: true } m ? double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"metrics within (0\.\d+)")]
    private static partial Regex MetricsWithin();

    private static void CompareMetrics(JsonObject expected, JsonObject actual, double tolerance, List<string> found)
    {
        foreach (var (name, value) in expected)
        {
            if (name == "ConfusionMatrix")
            {
                CompareConfusion(value!, actual[name], tolerance, found);
            }
            else if (value is JsonArray values)
            {
                for (var i = 0; i < values.Count; i++)
                {
                    CompareNumbers($"{name}[{i}]", values[i], actual[name]?[i], tolerance, found);
                }
            }
            else
            {
                CompareNumbers(name, value, actual[name], tolerance, found);
            }
        }
    }

    // Counts may move by the tolerance times the rows.
    private static void CompareConfusion(JsonNode expected, JsonNode? actual, double tolerance, List<string> found)
    {
        var (e, a) = (Flat(expected["Counts"]!), Flat(actual!["Counts"]!));
        var moved = e.Zip(a, (x, y) => Math.Abs(x - y)).Sum() / 2;
        if (e.Length != a.Length || moved > Math.Max(1, tolerance * e.Sum()))
        {
            found.Add($"ConfusionMatrix: expected {expected["Counts"]!.ToJsonString()} but got {actual["Counts"]!.ToJsonString()}");
        }
    }

    private static double[] Flat(JsonNode counts) => [.. counts.AsArray().SelectMany(r => r!.AsArray()).Select(v => (double)v!)];

    private static void CompareScores(GoldenCase c, JsonObject actual, double tolerance, List<string> found)
    {
        var (expected, rows) = (c.Expected["firstTen"]!.AsArray(), actual["firstTen"]!.AsArray());
        for (var i = 0; i < expected.Count; i++)
        {
            foreach (var (e, a) in Reals(c, expected[i]!).Zip(Reals(c, rows[i]!)))
            {
                CompareNumbers($"firstTen[{i}]", JsonValue.Create(e), JsonValue.Create(a), tolerance, found);
            }
        }
    }

    // Of two rows whose scores differ clearly, the same one scores higher.
    private static void CompareRanks(GoldenCase c, JsonObject actual, double tolerance, List<string> found)
    {
        var (expected, rows) = (c.Expected["firstTen"]!.AsArray(), actual["firstTen"]!.AsArray());
        double[][] e = [.. expected.Select(r => Reals(c, r!).ToArray())], a = [.. rows.Select(r => Reals(c, r!).ToArray())];
        var spread = e.SelectMany(r => r).Max() - e.SelectMany(r => r).Min();
        for (var i = 0; i < e.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                for (var k = 0; k < e[i].Length; k++)
                {
                    var (x, y) = (e[i][k] - e[j][k], a[i][k] - a[j][k]);
                    if (Math.Abs(x) > Math.Max(0.2 * spread, tolerance) && x * y < 0)
                    {
                        found.Add($"rows {i} and {j} rank otherwise in score {k}");
                    }
                }
            }
        }
    }

    private static IEnumerable<double> Reals(GoldenCase c, JsonNode row)
    {
        var columns = c.Expected["firstTenColumns"]!.AsArray();
        return row.AsArray().Zip(columns)
            .Where(p => p.Second!.ToString() is "Score" or "Probability")
            .SelectMany(p => p.First is JsonArray values ? values.Select(v => (double)v!) : [(double)p.First!]);
    }

    private static void CompareNumbers(string name, JsonNode? expected, JsonNode? actual, double tolerance, List<string> found)
    {
        if (expected?.GetValueKind() == JsonValueKind.Number && actual?.GetValueKind() == JsonValueKind.Number)
        {
            if (!JsonDifference.Near((double)expected, (double)actual, tolerance))
            {
                found.Add($"{name}: expected {expected} within {tolerance} but got {actual}");
            }
        }
        else if (!JsonNode.DeepEquals(expected, actual))
        {
            found.Add($"{name}: expected {expected} but got {actual}");
        }
    }
}
