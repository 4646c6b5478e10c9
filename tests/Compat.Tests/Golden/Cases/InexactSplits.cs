using System.Text.Json.Nodes;

namespace Compat.Tests.Golden;

/// <summary>Splits, shuffles and samples: which rows come is internal, that they are the right kind of choice is not.</summary>
internal static class InexactSplits
{
    private static readonly int[] AllIds = [.. Enumerable.Range(0, 20)];

    public static IReadOnlyList<string> Differences(GoldenCase c, JsonObject actual, JsonObject again)
    {
        var found = new List<string>();
        if (!JsonNode.DeepEquals(actual, again))
        {
            found.Add("the same call on a context of the same seed gives other rows");
        }

        CompareFacts(c, actual, found);
        var group = (string?)c.Settings["args"]?["samplingKeyColumnName"];
        if (actual["test"] != null)
        {
            CheckSplit(actual, (double)c.Settings["args"]!["testFraction"]!, group, found);
        }

        foreach (var fold in actual["folds"]?.AsArray() ?? [])
        {
            var folds = actual["folds"]!.AsArray().Count;
            CheckSplit(fold!.AsObject(), 1.0 / folds, group, found);
        }

        if (actual["folds"] is JsonArray all && !all.SelectMany(f => Ids(f!["test"]!)).Order().SequenceEqual(AllIds))
        {
            found.Add("the test sets are not a partition");
        }

        if (actual["ids"] is { } ids)
        {
            CheckIds(c, Ids(ids), found);
        }

        return found;
    }

    // Everything but the ids is as recorded.
    private static void CompareFacts(GoldenCase c, JsonObject actual, List<string> found)
    {
        foreach (var (key, value) in c.Expected)
        {
            if (key is "oneMoreCallBefore" or "sameCallTwiceOnOneContext" || value is JsonArray { Count: var n } items && (n == 0 || items[0] is not JsonValue v || v.GetValueKind() == System.Text.Json.JsonValueKind.Number))
            {
                continue;
            }

            found.AddRange(JsonDifference.Between(value, actual[key], null).Select(d => $"{key} {d}"));
        }
    }

    private static void CheckSplit(JsonObject split, double fraction, string? group, List<string> found)
    {
        var (train, test) = (Ids(split["train"]!), Ids(split["test"]!));
        if (!train.Concat(test).Order().SequenceEqual(AllIds))
        {
            found.Add("train and test are not disjoint and complete");
        }

        if (!train.SequenceEqual(train.Order()) || !test.SequenceEqual(test.Order()))
        {
            found.Add("not in the order of the input");
        }

        if (group == null)
        {
            // Four standard deviations of a draw for each row.
            var expected = AllIds.Length * fraction;
            if (Math.Abs(test.Length - expected) > 4 * Math.Sqrt(expected * (1 - fraction)))
            {
                found.Add($"{test.Length} of {AllIds.Length} rows in the test set of a fraction {fraction}");
            }
        }
        else if (Groups(group, train).Intersect(Groups(group, test)).Any())
        {
            found.Add($"a {group} is on both sides");
        }
    }

    private static void CheckIds(GoldenCase c, int[] ids, List<string> found)
    {
        var bootstrap = c.Name == "bootstrap";
        if (!bootstrap && ids.Distinct().Count() != ids.Length)
        {
            found.Add("a row comes twice");
        }

        if (ids.Except(AllIds).Any() || (!bootstrap && ids.Length != c.Expected["ids"]!.AsArray().Count))
        {
            found.Add($"not the rows of the input: {string.Join(", ", ids)}");
        }
    }

    private static IEnumerable<object> Groups(string column, int[] ids)
    {
        var rows = GoldenCase.Load("splits")[0].Input!["rows"]!.AsArray();
        return ids.Select(i => rows[i]![column]!.ToString());
    }

    private static int[] Ids(JsonNode node) => [.. node.AsArray().Select(i => (int)i!)];
}
