using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.AutoML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Tables;

/// <summary>A table to learn; with a label a part of it is held out.</summary>
internal sealed class LearnedTable
{
    // Numbers with more values than classes would have are predicted as numbers.
    private const int MostClasses = 20;
    private const int Parts = 5;

    private LearnedTable(TableFile file, IDataView rows, string? label) => (File, Training, Label) = (file, rows, label);

    public TableFile File { get; }

    public string? Label { get; }

    /// <summary>The rows to learn from.</summary>
    public IDataView Training { get; private init; }

    /// <summary>The rows held out; null where there is no label.</summary>
    public IDataView? Test { get; private init; }

    /// <summary>How many rows there are to learn from.</summary>
    public long Rows { get; private init; }

    public static LearnedTable Read(MLContext ml, SynthesizeRequest request, Action<string> say)
    {
        if (DataSource.Open(request.Data!, request.Form) is not TableSource source)
            throw new CommandException($"'{request.Data}' is no table.");
        TableFile file = source.File;
        foreach (string note in source.Notes)
            say(note);
        string[] names = [.. Columns(file, request)];
        string[] left = [.. file.Columns.Select(column => column.Name).Except(names)];
        say($"{request.Data}: {file.Rows} rows, {names.Length} columns to learn{(left.Length == 0 ? "" : $"; left out: {string.Join(", ", left.Take(10))}{(left.Length > 10 ? $" and {left.Length - 10} more" : "")}")}.");
        IDataView all = ml.Transforms.SelectColumns(names).Fit(ml.Data.LoadTable(file)).Transform(ml.Data.LoadTable(file));
        if (request.Label is not { } label)
            return new LearnedTable(file, all, null) { Rows = file.Rows };
        if (file.Rows < 2 * Parts)
            throw new CommandException($"'{request.Data}' has {file.Rows} rows: to hold some out, at least {2 * Parts} are needed.");
        RowSplit split = ml.Deep().CrossValidationSplit(ml.Data.Cache(all), Parts, IsNumber(file.Column(label)) ? null : label, seed: request.Network.Seed ?? 1)[0];
        return new LearnedTable(file, split.TrainSet, label) { Test = split.TestSet, Rows = ml.Data.CreateEnumerable<AnyRow>(split.TrainSet, true, ignoreMissingColumns: true).LongCount() };
    }

    /// <summary>Measures made rows, the label as LightGbm wants it.</summary>
    public TableFidelity Measure(MLContext ml, IDataView made)
    {
        TableFileColumn column = File.Column(Label!);
        if (IsNumber(column))
        {
            ITransformer single = ml.Transforms.Conversion.ConvertType(Label!, outputKind: DataKind.Single).Fit(Training);
            return ml.Deep().MeasureFidelity(PredictionTask.Regression(Label!), single.Transform(Training), single.Transform(Test!), single.Transform(made));
        }
        ITransformer text = ml.Transforms.Conversion.ConvertType(Label!, outputKind: DataKind.String).Fit(Training);
        string[] classes = [.. text.Transform(Training).GetColumn<string>(Label!).Distinct().Order(StringComparer.Ordinal)];
        IEstimator<ITransformer> label = classes.Length == 2
            ? ml.Transforms.Conversion.MapValue(Label!, classes.Select((name, i) => KeyValuePair.Create(name, i == 1)))
            : ml.Transforms.Conversion.MapValueToKey(Label!);
        ITransformer keys = label.Fit(text.Transform(Training));
        IDataView Of(IDataView rows) => keys.Transform(text.Transform(rows));
        return ml.Deep().MeasureFidelity(classes.Length == 2 ? PredictionTask.Binary(Label!) : PredictionTask.Multiclass(Label!), Of(Training), Of(Test!), Of(made));
    }

    private static bool IsNumber(TableFileColumn column) => column.Kind == ColumnKind.Number && column.Distinct is null or > MostClasses;

    private static IEnumerable<string> Columns(TableFile file, SynthesizeRequest request)
    {
        IEnumerable<string> names = request.Columns.Length > 0
            ? ColumnPatterns.Resolve(file, request.Columns).Select(column => column.Name)
            : file.Columns.Where(column => column.Useless is null || column.Name == request.Label).Select(column => column.Name);
        return request.Label is { } label ? names.Append(file.Column(label).Name).Distinct() : names;
    }

    private sealed class AnyRow;
}
