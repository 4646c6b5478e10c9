using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Forecasting;

/// <summary>Which columns of a table are series; null and empty for those that are found.</summary>
internal sealed record SeriesRequest(string? Time, string? Series, string[] Values, string[] Known, string[] Statics, int? Horizon);

/// <summary>A table with a row for each step of each series.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Form">What is known of it.</param>
internal sealed record SeriesSource(string Path, TableFileOptions Form)
{
    /// <summary>Puts the columns that were asked for, or are found, into options.</summary>
    public void Choose(ForecasterOptions options, SeriesRequest request)
    {
        TableFile file = TableFile.Open(Path, Form);
        options.TimeColumnName = request.Time is { } time ? file.Column(time).Name : Dates(file);
        options.SeriesColumnName = request.Series is { } series ? file.Column(series).Name : options.SeriesColumnName;
        string[] Names(string[] patterns, string[] fallback) => patterns.Length == 0 ? fallback : [.. ColumnPatterns.Resolve(file, patterns).Select(column => column.Name)];
        (options.ValueColumnNames, options.KnownColumnNames, options.StaticColumnNames) =
            (Names(request.Values, options.ValueColumnNames), Names(request.Known, options.KnownColumnNames), Names(request.Statics, options.StaticColumnNames));
    }

    /// <summary>The rows, with ids as text and times as dates or whole numbers.</summary>
    public IDataView Load(MLContext ml, ForecasterOptions options)
    {
        if (options.SeriesColumnName is { } series && !Form.Kinds.ContainsKey(series))
            Form.Kinds = new Dictionary<string, ColumnKind>(Form.Kinds) { [series] = ColumnKind.Category };
        TableFile file = TableFile.Open(Path, Form);
        IDataView rows = ml.Data.LoadTable(file);
        // Numbers come as Single or Double.
        return file.Columns.FirstOrDefault(column => column.Name == options.TimeColumnName)?.Kind == ColumnKind.Number
            ? ml.Transforms.Conversion.ConvertType(options.TimeColumnName, outputKind: DataKind.Int64).Fit(rows).Transform(rows)
            : rows;
    }

    private static string Dates(TableFile file)
    {
        string[] dates = [.. file.Columns.Where(column => column.Kind == ColumnKind.Date).Select(column => column.Name)];
        return dates.Length == 1 ? dates[0] : throw new UsageException(dates.Length == 0
            ? $"'{file.Path}' has no column of dates: name the column of times with --time. --kinds COL=date tells how dates are written."
            : $"'{file.Path}' has {dates.Length} columns of dates, {string.Join(", ", dates)}: name that of times with --time.");
    }
}
