using System.Text.Json.Nodes;
using Compat.Tests.Golden.RowClasses;
using Microsoft.ML;

namespace Compat.Tests.Golden;

/// <summary>splits.json: calls that are repeated, stacked or given a predicate.</summary>
internal static partial class CodeCases
{
    private static IEnumerable<KeyValuePair<string, Func<GoldenCase, JsonNode>>> SplitCases =>
    [
        Case("splits/traintest_twice", _ => SplitTwice()),
        Case("splits/traintest_no_seed_anywhere", _ => NoSeedAnywhere()),
        Case("splits/crossvalidation_border", CrossValidationBorder),
        Case("splits/shuffle_context_seeds", _ => ShuffleContextSeeds()),
        Case("splits/shuffle_of_cache", c => OnContext(ml => Splits.Rows(View(
            ml, "ShuffleRows", View(ml, "Cache", Splits.Input(ml)), ("seed", 1), ("shufflePoolSize", 1))))),
        Case("splits/filter_by_predicate", _ => OnContext(ml => Brief(
            ml.Data.FilterByCustomPredicate<SplitRow>(Splits.Input(ml), r => r.Id % 3 == 0)))),
        Case("splits/chain", _ => OnContext(ml =>
        {
            var missing = View(ml, "FilterRowsByMissingValues", View(ml, "SkipRows", Splits.Input(ml), ("count", 2)), ("columns", new JsonArray("Value")));
            return Brief(View(ml, "TakeRows", View(ml, "ShuffleRows", missing, ("seed", 3)), ("count", 6)));
        })),
    ];

    private static JsonNode OnContext(Func<MLContext, JsonNode> run) => run(new MLContext(1));

    private static JsonObject Brief(IDataView view) => new() { ["ids"] = Splits.Ids(view), ["columns"] = Recorder.Names(view.Schema) };

    private static JsonArray TrainIds(IDataView train) => Splits.Ids(train);

    private static JsonObject SplitTwice()
    {
        var ml = new MLContext(1);
        IDataView Train(int seed) => ml.Data.TrainTestSplit(Splits.Input(ml), 0.5, seed: seed).TrainSet;
        var train = Train(7);
        var ids = TrainIds(train);
        return new()
        {
            ["sameCallSameRows"] = JsonNode.DeepEquals(ids, TrainIds(Train(7))),
            ["readAgainSameRows"] = JsonNode.DeepEquals(ids, TrainIds(train)),
            ["otherSeedSameRows"] = JsonNode.DeepEquals(ids, TrainIds(Train(8))),
        };
    }

    private static JsonObject NoSeedAnywhere()
    {
        static JsonArray Train(MLContext ml) => TrainIds(ml.Data.TrainTestSplit(Splits.Input(ml), 0.5).TrainSet);
        var ml = new MLContext();
        var train = Train(ml);
        return new()
        {
            ["sameContextSame"] = JsonNode.DeepEquals(train, Train(ml)),
            ["otherContextSame"] = JsonNode.DeepEquals(train, Train(new MLContext())),
            ["train"] = train,
        };
    }

    private static JsonNode CrossValidationBorder(GoldenCase c)
    {
        var ml = new MLContext(1);
        var rows = Enumerable.Range(0, 5).Select(i => new SplitRow { Id = i, Real = i / 4f }).ToArray();
        return Splits.Folds(ml.Data.CrossValidationSplit(ml.Data.LoadFromEnumerable(rows), 4, "Real"));
    }

    private static JsonObject ShuffleContextSeeds()
    {
        static JsonArray Shuffle(MLContext ml) => Splits.Ids(View(ml, "ShuffleRows", Splits.Input(ml)));
        var (first, second, third) = (new MLContext(1), new MLContext(1), new MLContext(1));
        var ids = Shuffle(first);
        var again = Shuffle(first);
        Shuffle(third);
        return new()
        {
            ["sameStepsSameRows"] = JsonNode.DeepEquals(ids, Shuffle(second)),
            ["sameCallTwiceOnOneContext"] = JsonNode.DeepEquals(ids, again),
            ["oneMoreCallBefore"] = JsonNode.DeepEquals(ids, Shuffle(third)),
        };
    }
}
