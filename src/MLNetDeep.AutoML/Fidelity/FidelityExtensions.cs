using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>Hangs the measures of synthetic tables on <c>mlContext.Deep()</c>.</summary>
public static class FidelityExtensions
{
    /// <summary>Compares synthetic rows with the table that they were learned from: columns, pairs of columns, what a classifier tells apart, what a model learns from them, and how near they are to training rows.</summary>
    /// <param name="deep"><c>mlContext.Deep()</c>.</param>
    /// <param name="task">What a model is to learn from the rows; it names the label, which synthetic rows have too.</param>
    /// <param name="training">The rows that were learned from.</param>
    /// <param name="test">Rows of the same table that were not.</param>
    /// <param name="synthetic">Synthetic rows; as many as training rows are best.</param>
    /// <param name="seed">The same seed gives the same figures.</param>
    /// <exception cref="ArgumentException">The tables have not the same columns, columns of types that cannot be compared, or fewer than 50 training or synthetic rows.</exception>
    public static TableFidelity MeasureFidelity(this DeepCatalog deep, PredictionTask task, IDataView training, IDataView test, IDataView synthetic, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(deep);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(synthetic);
        return new Fidelity.FidelityRun(task, training, test, synthetic, seed).Measure();
    }
}
