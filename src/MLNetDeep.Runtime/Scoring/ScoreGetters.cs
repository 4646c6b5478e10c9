using Microsoft.ML;

namespace MLNetDeep.Runtime;

/// <summary>What cursors and single rows have in common when values are asked for.</summary>
internal static class ScoreGetters
{
    /// <summary>The index of a column of the binding's output; throws for a column of another schema.</summary>
    public static int Check(ScoreBinding binding, DataViewSchema.Column column)
    {
        if (column.Index < binding.Output.Count && binding.Output[column.Index].Name == column.Name) return column.Index;
        throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is not one of these rows.");
    }

    public static ValueGetter<T> Make<T>(AddedColumn column, CurrentRow current) => column.MakeGetter(current) as ValueGetter<T>
        ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, which is not read as {typeof(T).Name}.");
}
