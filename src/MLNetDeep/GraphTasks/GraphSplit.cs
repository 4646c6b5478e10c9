using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep;

/// <summary>Rows in parts.</summary>
/// <param name="TrainSet">The rows to train on.</param>
/// <param name="ValidationSet">The rows to validate on, for <see cref="TrainerOptions.ValidationSet"/>.</param>
/// <param name="TestSet">The rows to test on.</param>
public sealed record GraphSplit(IDataView TrainSet, IDataView ValidationSet, IDataView TestSet)
{
    internal static GraphSplit Of(MLContext ml, IDataView rows, string column)
    {
        if (ColumnChecks.Find(rows.Schema, "split", column).Type is var type and not TextDataViewType) throw ColumnErrors.Mismatch("split", column, "text", ColumnErrors.Describe(type));
        var names = rows.GetColumn<string>(column).ToArray();
        IDataView Part(params string[] wanted)
        {
            return new RowSubset(rows, row => wanted.Contains(names[row], StringComparer.OrdinalIgnoreCase));
        }
        var split = new GraphSplit(Part("train"), Part("validation", "val", "valid"), Part("test"));
        if (!names.Any(name => name.Equals("train", StringComparison.OrdinalIgnoreCase)))
            throw new ArgumentException($"Column '{column}' has no row 'train'; it has {string.Join(", ", names.Distinct().Take(10).Select(name => $"'{name}'"))}.", nameof(column));
        return split;
    }
}
