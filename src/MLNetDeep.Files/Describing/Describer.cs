using MLNetDeep.Files.Views;

namespace MLNetDeep.Files.Describing;

/// <summary>Gathers what a description says, in one pass.</summary>
internal static class Describer
{
    private const int SampledRows = 20_000;

    public static IReadOnlyList<ColumnSummary> Run(TableFile file, string? label)
    {
        ColumnValues[] values = [.. file.Columns.Select((column, i) => new ColumnValues(column, i, new FieldParser(column, file.Layout.MissingWords)))];
        using var reader = file.Source.Open(null);
        for (var row = 0L; reader.Read(); row++)
        {
            var isSampled = IsSampled(row, file.Rows);
            foreach (var column in values) column.Add(reader, isSampled);
        }
        var target = Array.Find(values, v => v.Column.Name == label);
        return [.. values.Select(v => v.Summary() with { Leak = target is null || v == target || v.Column.Useless is not null ? null : LabelLink.Find(v, target) })];
    }

    /// <summary>Rows at even distances, the same in every column.</summary>
    private static bool IsSampled(long row, long rows) => rows <= SampledRows || row * SampledRows / rows != (row + 1) * SampledRows / rows;
}
