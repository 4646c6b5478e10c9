using MLNetDeep.Files.Describing;

namespace MLNetDeep;

/// <summary>A table column by column.</summary>
/// <param name="File">The table.</param>
/// <param name="Columns">Its columns in numbers.</param>
public sealed record TableDescription(TableFile File, IReadOnlyList<ColumnSummary> Columns)
{
    /// <summary>Goes through the rows once. Medians, histograms and the link to the label are of up to 20,000 rows spread over the whole table; least, greatest and most frequent values are of all.</summary>
    /// <param name="file">The table.</param>
    /// <param name="label">The label: other columns are held against it. Null for none.</param>
    /// <exception cref="TableFileException">There is no such label column.</exception>
    public static TableDescription Of(TableFile file, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (label is not null) file.Column(label);
        return new TableDescription(file, Describer.Run(file, label));
    }
}
