using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.DataOperationsCatalog;

namespace Quickstart;

/// <summary>One pipeline on every fold.</summary>
internal static class Comparison
{
    public static string Run(MLContext ml, IEstimator<ITransformer> pipeline, IReadOnlyList<TrainTestData> folds)
    {
        var accuracies = new List<double>();
        double logLoss = 0, training = 0, scoring = 0, bytes = 0;
        foreach (TrainTestData fold in folds)
        {
            var watch = Stopwatch.StartNew();
            ITransformer model = pipeline.Fit(fold.TrainSet);
            training += watch.Elapsed.TotalSeconds / folds.Count;

            MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(model.Transform(fold.TestSet));
            accuracies.Add(metrics.MicroAccuracy);
            logLoss += metrics.LogLoss / folds.Count;

            // The first use of a model, above, loads what it needs.
            watch.Restart();
            int rows = model.Transform(fold.TestSet).GetColumn<float[]>("Score").Count();
            scoring += watch.Elapsed.TotalMicroseconds / rows / folds.Count;

            using var zip = new MemoryStream();
            ml.Model.Save(model, fold.TrainSet.Schema, zip);
            bytes += zip.Length / (double)folds.Count;
        }
        double mean = accuracies.Average();
        double deviation = Math.Sqrt(accuracies.Sum(a => (a - mean) * (a - mean)) / (accuracies.Count - 1));
        return $"{$"{mean:0.00 %} ± {deviation:0.00 %}",-19}{logLoss,9:0.0000}{training,12:0.00}{scoring,9:0.0}{bytes / 1000,10:0}";
    }
}
