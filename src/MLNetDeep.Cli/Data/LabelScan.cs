using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Cli.Data;

/// <summary>What a label column holds: its classes or its range, and how many rows lack one.</summary>
/// <param name="Counts">Rows of each class, by name; empty for numbers.</param>
/// <param name="Rows">Rows with a label.</param>
/// <param name="Missing">Rows without one.</param>
internal sealed record LabelScan(IReadOnlyDictionary<string, long> Counts, long Rows, long Missing)
{
    /// <summary>The classes in the order of their names.</summary>
    public string[] Classes => [.. Counts.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether all rows have the same number, or the same numbers.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Reads the label of every row.</summary>
    public static LabelScan Of(IDataView rows, InputColumns columns) => columns.Targets.Count > 0 || columns.HasNumericLabel
        ? OfNumbers(rows, columns)
        : OfText(rows, columns.LabelColumn);

    private static LabelScan OfText(IDataView rows, string label)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        long missing = 0;
        foreach (string value in rows.GetColumn<string>(label))
        {
            if (string.IsNullOrEmpty(value))
                missing++;
            else
                counts[value] = counts.GetValueOrDefault(value) + 1;
        }
        return new LabelScan(counts, counts.Values.Sum(), missing);
    }

    private static LabelScan OfNumbers(IDataView rows, InputColumns columns)
    {
        (long present, long missing) = (0, 0);
        string[] names = columns.Targets.Count > 0 ? [.. columns.Targets] : [columns.LabelColumn];
        DataViewSchema.Column[] read = [.. names.Select(name => rows.Schema[name])];
        using DataViewRowCursor cursor = rows.GetRowCursor(read);
        ValueGetter<float>[] getters = [.. read.Select(column => cursor.GetGetter<float>(column))];
        float value = 0;
        float[]? first = null;
        float[] current = new float[getters.Length];
        bool isConstant = true;
        while (cursor.MoveNext())
        {
            bool isMissing = false;
            for (int i = 0; i < getters.Length; i++)
            {
                getters[i](ref value);
                current[i] = value;
                isMissing |= float.IsNaN(value);
            }
            if (!isMissing)
                isConstant &= current.AsSpan().SequenceEqual(first ??= [.. current]);
            if (isMissing)
                missing++;
            else
                present++;
        }
        return new LabelScan(new Dictionary<string, long>(), present, missing) { IsConstant = isConstant && present > 1 };
    }

    /// <summary>The classes that a model does not know, each with its rows.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Unknown(IReadOnlyCollection<string> known) =>
        Counts.Count == 0 ? [] : [.. Counts.Where(c => !known.Contains(c.Key)).OrderBy(c => c.Key, StringComparer.Ordinal)];
}
