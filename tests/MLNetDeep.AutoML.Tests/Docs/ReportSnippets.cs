namespace MLNetDeep.AutoML.Tests.Docs;

/// <summary>The code that the page on reports shows, compiled.</summary>
internal static class ReportSnippets
{
    public static void Write(SearchSpace space, IReadOnlyList<Objective> objectives, IReadOnlyList<Trial> trials, bool[] labels, double[] probabilities)
    {
        #region sweep-report
        SweepDocument document = SweepDocument.From(space, objectives, trials, "Churn") with
        {
            Task = "BinaryClassification",
            Data = new ReportData("churn.csv", Rows: 7043, Columns: 19),
            Settings = new ReportSettings { Tuner = "tpe", Pruner = "asha", Seed = 1, Budget = "10 min", Validation = "5 folds" },
            Repetition = ReportRepetition.Of("mlnetdeep sweep --data churn.csv --label Churn --budget 00:10:00 --seed 1"),
        };
        document = document.WithBinary(labels, probabilities);

        SweepReport.Write(document, "sweep.html");
        File.WriteAllText("sweep.json", document.ToJson());
        #endregion
    }

    public static async Task Watch(ITrialStore store, SearchSpace space, IReadOnlyList<Objective> objectives, CancellationToken cancellation)
    {
        #region sweep-watch
        using var watch = new SweepWatch(() => SweepDocument.From(space, objectives, store.Read()), port: 5080);
        Console.WriteLine(watch.Address); // http://localhost:5080/
        await watch.RunAsync(cancellation);
        #endregion
    }
}
