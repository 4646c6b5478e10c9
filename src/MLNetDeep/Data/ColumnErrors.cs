using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Data;

/// <summary>The wording of what can be wrong with columns and rows.</summary>
internal static class ColumnErrors
{
    public static Exception Missing(string role, string name, IEnumerable<string> columns) =>
        new ArgumentOutOfRangeException("inputSchema", $"Could not find {role} column '{name}'. The columns are: {string.Join(", ", columns)}.");

    public static Exception Mismatch(string role, string name, string expected, string got, string hint = "") =>
        new ArgumentOutOfRangeException("inputSchema", $"Schema mismatch for {role} column '{name}': expected {expected}, got {got}.{hint}");

    public static Exception LabelHidden(string label) => new ArgumentException(
        $"The label cannot be called '{label}': the trained model adds a column of this name, and an evaluation would compare that column with itself. "
        + $"Rename it, with Transforms.CopyColumns(\"Label\", \"{label}\") before the trainer for example.");

    public static Exception Mismatches(IEnumerable<string> faults) =>
        new ArgumentOutOfRangeException("inputSchema", $"Schema mismatch for feature columns: {string.Join("; ", faults)}.");

    public static Exception Empty(string label, string features, long missingLabels) => new InvalidOperationException(missingLabels == 0
        ? $"There are no rows to train on (columns '{label}' and '{features}')."
        : $"There are no rows to train on: all {missingLabels} rows have a missing label in column '{label}'.");

    public static Exception OneClass(string label, string? only) => new InvalidOperationException(
        $"Label column '{label}' has only one class{(only is null ? "" : $" ('{only}')")} in the training rows; at least 2 are needed.");

    public static Exception NewClasses(string label, string unknown, string known) => new ArgumentException(
        $"Label column '{label}' has classes that the network does not know: {unknown}. It knows {known}; a network for more must be trained anew.");

    public static Exception NoFlag(string column, float value) => new InvalidOperationException(
        $"Label column '{column}' holds {value.ToString(System.Globalization.CultureInfo.InvariantCulture)}; each of its slots must be 0 or 1.");

    public static Exception NegativeWeight(string column, float weight) => new InvalidOperationException(
        $"Column '{column}' holds the weight {weight.ToString(System.Globalization.CultureInfo.InvariantCulture)}; a weight must be at least 0.");

    public static Exception NotFinite(string column, long row, int slot, float value, string? slotName) => new InvalidOperationException(
        $"Column '{column}' holds {value.ToString(System.Globalization.CultureInfo.InvariantCulture)} in row {row + 1}"
        + $"{(slotName is null ? $", slot {slot}" : $", slot {slot} ('{slotName}')")} (rows are counted from 1, slots from 0). "
        + "Replace such values with Transforms.ReplaceMissingValues or drop the rows with Data.FilterRowsByMissingValues.");

    /// <summary>A type as ML.NET's own messages write it.</summary>
    public static string Describe(SchemaShape.Column column)
    {
        var item = column.IsKey ? $"Key<{column.ItemType}>" : column.ItemType.ToString();
        return column.Kind switch
        {
            SchemaShape.Column.VectorKind.Vector => $"Vector<{item}>",
            SchemaShape.Column.VectorKind.VariableVector => $"VarVector<{item}>",
            _ => item!,
        };
    }

    /// <summary>A type as ML.NET's own messages write it.</summary>
    public static string Describe(DataViewType type) => type.ToString()!;
}
