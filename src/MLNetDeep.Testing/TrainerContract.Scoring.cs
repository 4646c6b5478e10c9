using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Testing;

public sealed partial class TrainerContract
{
    /// <summary>ONNX Runtime and libtorch give the same scores to 1e-5.</summary>
    public void BothEnginesScoreAlike()
    {
        var ml = new MLContext(1);
        var data = ContractData.Create(ml, 100);
        float[][] ScoresBy(ScoringEngine engine)
        {
            var options = Quick();
            options.ScoringEngine = engine;
            using var model = Fit(ml, options);
            Require(model.ScoringEngine == engine, $"{engine} was asked for, but {model.ScoringEngine} scores.");
            return Scores(model.Transform(data));
        }
        var difference = LargestDifference(ScoresBy(ScoringEngine.Torch), ScoresBy(ScoringEngine.Onnx));
        Require(difference <= 1e-5, $"the engines' scores differ by {difference}.");
    }

    /// <summary>A model saved and loaded by ML.NET alone gives the same scores to 1e-5; loaded to score in batches, the same columns and scores.</summary>
    public void SavedAndLoadedScoresAreEqual()
    {
        var ml = new MLContext(1);
        using var model = Fit(ml, Quick());
        var data = ContractData.Create(ml, 40);
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        try
        {
            ml.Model.Save(model, data.Schema, file);
            var live = Scores(model.Transform(data));
            var fresh = new MLContext();
            var loaded = fresh.Model.Load(file, out _);
            var difference = LargestDifference(live, Scores(loaded.Transform(ContractData.Create(fresh, 40))));
            Require(difference <= 1e-5, $"the loaded model's scores differ by {difference}.");
            var batched = fresh.Model.LoadForScoring(file, out _);
            var (rows, batchedRows) = (loaded.Transform(data).Schema.Select(Describe), batched.Transform(data).Schema.Select(Describe));
            Require(rows.SequenceEqual(batchedRows), $"loaded to score in batches it gives the columns {string.Join("; ", batchedRows)} in place of {string.Join("; ", rows)}.");
            difference = LargestDifference(live, Scores(batched.Transform(ContractData.Create(fresh, 40))));
            Require(difference <= 1e-5, $"loaded to score in batches its scores differ by {difference}.");
            if (subject.ScoreInFreshProcess is null) return;
            difference = LargestDifference(live, subject.ScoreInFreshProcess(file, 40));
            Require(difference <= 1e-5, $"the scores in a fresh process differ by {difference}.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A row scored alone, by a PredictionEngine, has the scores that it has among others.</summary>
    public void OneRowEqualsItsBatch()
    {
        var ml = new MLContext(1);
        using var model = Fit(ml, Quick());
        var rows = ContractData.Rows(20, seed: 5);
        var together = Scores(model.Transform(ml.Data.LoadFromEnumerable(rows)));
        var isVector = model.GetOutputSchema(ml.Data.LoadFromEnumerable(rows).Schema)["Score"].Type is VectorDataViewType;
        var alone = isVector
            ? Alone<ScoredRow>(ml, model, rows).Select(r => r.Score).ToArray()
            : Alone<NumberRow>(ml, model, rows).Select(r => new[] { r.Score }).ToArray();
        var difference = LargestDifference(together, alone);
        Require(difference <= 1e-5, $"scores of single rows differ from those in a batch by {difference}.");
    }

    /// <summary>0, 1 and any number of rows around the size of a batch are scored, each once and in order.</summary>
    public void ScoresAnyNumberOfRows()
    {
        var ml = new MLContext(1);
        using var model = Fit(ml, Quick());
        foreach (var count in new[] { 0, 1, 63, 64, 65, 255, 256, 257 })
        {
            var scored = model.Transform(ContractData.Create(ml, count));
            var ids = Reading.Scalars<int>(scored, nameof(ContractRow.Id));
            Require(ids.SequenceEqual(Enumerable.Range(0, count)), $"of {count} rows the ids came out as {string.Join(", ", ids.Take(10))}….");
            Require(Scores(scored).Length == count, $"{count} rows gave {Scores(scored).Length} scores.");
        }
    }

    /// <summary>Scoring needs no label.</summary>
    public void ScoresWithoutALabel()
    {
        var ml = new MLContext(1);
        using var model = Fit(ml, Quick());
        var data = ContractData.Create(ml, 30);
        var without = ml.Transforms.DropColumns(subject.Task.Label).Fit(data).Transform(data);
        Require(LargestDifference(Scores(model.Transform(data)), Scores(model.Transform(without))) == 0, "scores change when the label is gone.");
    }

    /// <summary>Scores are finite; those that are probabilities lie between 0 and 1, and those of classes sum to 1; quantiles rise.</summary>
    public void ScoresAreWhatTheyMean()
    {
        var ml = new MLContext(1);
        using var model = Fit(ml, Quick());
        var scored = model.Transform(ContractData.Create(ml, 100, seed: 3));
        var isBinary = subject.Task == ContractTask.Binary;
        foreach (var scores in Reading.Vectors(scored, isBinary ? "Probability" : "Score"))
        {
            Require(scores.All(float.IsFinite), $"a score is not finite: {string.Join(", ", scores)}.");
            if (!subject.Task.IsRegression) Require(scores.All(s => s is >= 0 and <= 1), $"a score is not a probability: {string.Join(", ", scores)}.");
            if (subject.Task == ContractTask.Multiclass) Require(Math.Abs(scores.Sum() - 1) <= 1e-4, $"scores sum to {scores.Sum()}.");
            if (subject.Task == ContractTask.Quantiles) Require(scores.SequenceEqual(scores.Order()), $"quantiles cross: {string.Join(", ", scores)}.");
        }
    }

    /// <summary>Cursors over one scored view do not disturb each other, on one thread or on several.</summary>
    public void CursorsAreIndependent()
    {
        var ml = new MLContext(1);
        using var model = Fit(ml, Quick());
        var scored = model.Transform(ContractData.Create(ml, 300));
        var expected = Scores(scored);
        var results = new float[4][][];
        Parallel.For(0, results.Length, i => results[i] = Scores(scored));
        foreach (var result in results) Require(LargestDifference(expected, result) <= 1e-6, "cursors in parallel gave other scores.");
    }

    private static string Describe(DataViewSchema.Column column) =>
        $"{column.Name} {column.Type} {column.IsHidden} ({string.Join(", ", column.Annotations.Schema.Select(a => $"{a.Name} {a.Type}"))})";

    private static List<T> Alone<T>(MLContext ml, DeepTransformer model, IReadOnlyList<ContractRow> rows) where T : class, new()
    {
        using var engine = ml.Model.CreatePredictionEngine<ContractRow, T>(model);
        return [.. rows.Select(row => engine.Predict(row))];
    }

    private sealed class NumberRow
    {
        public float Score { get; set; }
    }

    private sealed class ScoredRow
    {
        public float[] Score { get; set; } = [];
    }
}
