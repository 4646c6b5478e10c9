using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>Hangs comparison on <c>mlContext.Deep()</c>.</summary>
public static class ComparisonExtensions
{
    /// <summary>
    /// Fits every contender on the same folds with the same seeds, and says what the differences are worth. A contender that fails, or whose scores are not finite numbers, is an entry with its
    /// reason.
    /// </summary>
    /// <param name="deep"><c>mlContext.Deep()</c>.</param>
    /// <param name="task">The task, which names the label.</param>
    /// <param name="contenders">Networks, trainers of ML.NET's own, and pipelines of the user's, each with a key of its own.</param>
    /// <param name="data">The rows, whose order must not change, with the label as the task takes it.</param>
    /// <param name="options">Folds, repeats, columns, seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">Options, contenders or columns are wrong; all faults are named.</exception>
    /// <exception cref="OperationCanceledException">The token asked for an end.</exception>
    public static Comparison Compare(this DeepCatalog deep, PredictionTask task, IReadOnlyList<Contender> contenders, IDataView data, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(deep);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(contenders);
        ArgumentNullException.ThrowIfNull(data);
        return new Comparisons.ComparisonRun(deep, task, contenders, options ?? new ComparisonOptions()).Run(data);
    }
}
