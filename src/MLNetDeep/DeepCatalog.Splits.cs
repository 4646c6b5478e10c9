using Microsoft.ML;
using MLNetDeep.Data;

namespace MLNetDeep;

public sealed partial class DeepCatalog
{
    /// <summary>
    /// Parts of the rows for cross-validation, each once the test set. Rows of a class are shared out among all parts, so that a rare class is missing in as few as can be; groups stay
    /// whole; by time each part is measured by a model of the rows before it alone, and the earliest rows are only trained on.
    /// </summary>
    /// <param name="data">The rows, whose order must not change.</param>
    /// <param name="numberOfFolds">How many parts, at least 2.</param>
    /// <param name="labelColumnName">The label, where it has classes; null for numbers.</param>
    /// <param name="groupColumnName">A column whose rows of one value stay together; null for none.</param>
    /// <param name="timeColumnName">A column by which rows are ordered: a number, DateTime or DateTimeOffset; null for none.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds, or no such column, or a group column with fewer values than folds.</exception>
    public IReadOnlyList<RowSplit> CrossValidationSplit(
        IDataView data, int numberOfFolds = 5, string? labelColumnName = null, string? groupColumnName = null, string? timeColumnName = null, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfFolds, 2);
        if (groupColumnName is not null && timeColumnName is not null) throw new ArgumentException("Rows are shared out either by groups or by time, not both.");
        var parts = RowParts.Deal(data, timeColumnName is null ? numberOfFolds : numberOfFolds + 1, labelColumnName, groupColumnName, timeColumnName, seed);
        if (parts.Distinct().Count() < (timeColumnName is null ? numberOfFolds : numberOfFolds + 1))
            throw new ArgumentOutOfRangeException(nameof(numberOfFolds), $"There are {numberOfFolds} folds, but {(groupColumnName is not null ? $"column '{groupColumnName}' has fewer values" : timeColumnName is not null ? $"column '{timeColumnName}' has too few different times" : "there are fewer rows")}.");
        return timeColumnName is null
            ? [.. Enumerable.Range(0, numberOfFolds).Select(fold => new RowSplit(new RowSubset(data, row => parts[row] != fold), new RowSubset(data, row => parts[row] == fold)))]
            : [.. Enumerable.Range(1, numberOfFolds).Select(fold => new RowSplit(new RowSubset(data, row => parts[row] < fold), new RowSubset(data, row => parts[row] == fold)))];
    }
}
