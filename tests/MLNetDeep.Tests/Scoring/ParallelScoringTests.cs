using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Scoring;

/// <summary>A model that eight threads score with at once.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ParallelScoringTests
{
    [TestMethod]
    public void MemoryStaysLevelOverManyRuns()
    {
        var ml = new MLContext(1);
        var rows = ContractData.Create(ml, 2000);
        using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Features", new CnnOptions { MaxEpochs = 1, Seed = 1, Threads = 1 }).Fit(ml.Data.TakeRows(rows, 100));
        float[] Score() => [.. model.Transform(rows).GetColumn<float[]>("Score").SelectMany(s => s)];
        var expected = Score();
        var (runs, warm, before) = (Full.IsWanted ? 500 : 40, Full.IsWanted ? 50 : 16, 0L);
        for (var run = 0; run < runs; run += 8)
        {
            Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => CollectionAssert.AreEqual(expected, Score()));
            if (run < warm) before = Resident();
        }
        var more = (Resident() - before) / 1e6;
        Console.WriteLine($"{before / 1e6:f0} MB after the first runs, {more:f0} MB more after {runs}");
        Assert.IsLessThan(100, more, $"{before / 1e6:f0} MB grew by {more:f0} MB");
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Environment.WorkingSet;
    }
}
