using Microsoft.ML;
using MLNetDeep.AutoML;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that the page on comparison shows, compiled.</summary>
internal static class ComparisonSnippets
{
    public static void Compare(MLContext ml, IDataView rows)
    {
        #region compare
        PredictionTask task = PredictionTask.Binary("IsOver50K");
        Contender[] contenders =
        [
            Contender.Deep("tabm"),
            Contender.Deep("mlp", options => options.MaxEpochs = 50),
            Contender.Classical(task, "lightgbm"),
            Contender.Classical(task, "constant"),
        ];
        Comparison comparison = ml.Deep().Compare(task, contenders, rows, new ComparisonOptions { Folds = 5, Repeats = 2 });
        Console.WriteLine(comparison.ToMarkdown());
        Console.WriteLine(comparison["tabm"].VerdictText);
        File.WriteAllText("comparison.json", comparison.ToJson());
        #endregion
    }
}
