using System.Text.Json.Nodes;
using Microsoft.ML;

namespace Compat.Tests.Golden;

/// <summary>Cases of the operations that pick rows: which ids come out, in which order.</summary>
internal static class Splits
{
    public static JsonNode Run(GoldenCase c)
    {
        var operation = (string)c.Settings["op"]!;
        return Failure.Try(operation, () =>
        {
            var ml = new MLContext(c.Seed);
            return Record(Operations.Invoke(ml, c.Settings, Input(ml)));
        })!;
    }

    /// <summary>The twenty rows that all these cases share.</summary>
    public static IDataView Input(MLContext ml)
    {
        var first = GoldenCase.Load("splits")[0].Input!;
        return RowObjects.Load(ml, typeof(RowClasses.SplitRow), RowObjects.MakeAll(typeof(RowClasses.SplitRow), first["rows"]!));
    }

    public static JsonArray Ids(IDataView view) => Recorder.Values(view, "Id");

    private static JsonObject Record(object result) => result switch
    {
        DataOperationsCatalog.TrainTestData split => new()
        {
            ["train"] = Ids(split.TrainSet),
            ["test"] = Ids(split.TestSet),
            ["trainColumns"] = Recorder.Names(split.TrainSet.Schema),
            ["testColumns"] = Recorder.Names(split.TestSet.Schema),
            ["trainRowCount"] = split.TrainSet.GetRowCount(),
        },
        IReadOnlyList<DataOperationsCatalog.TrainTestData> folds => Folds(folds),
        _ => Rows((IDataView)result),
    };

    public static JsonObject Rows(IDataView view) => new()
    {
        ["ids"] = Ids(view),
        ["idsAgain"] = Ids(view),
        ["columns"] = Recorder.Names(view.Schema),
        ["getRowCount"] = view.GetRowCount(),
        ["canShuffle"] = view.CanShuffle,
    };

    public static JsonObject Folds(IReadOnlyList<DataOperationsCatalog.TrainTestData> folds) => new()
    {
        ["folds"] = new JsonArray([.. folds.Select(f => new JsonObject { ["train"] = Ids(f.TrainSet), ["test"] = Ids(f.TestSet) })]),
        ["columns"] = Recorder.Names(folds[0].TrainSet.Schema),
    };
}
