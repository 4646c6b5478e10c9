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

    // LightGbm wants leaves of 20 rows, of half the training rows where it tells synthetic ones from them.
    private const int FewestRows = 100;

    private readonly string[]? _classes;

    private LearnedTable(TableFile file, IDataView rows, string? label, string[]? classes = null) => (File, Training, Label, _classes) = (file, rows, label, classes);

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
        if (names.Length == 0)
            throw new CommandException($"No column of '{request.Data}' carries information; name those to learn with --columns.");
        // A number and whether it is missing for each column, in one array.
        if (request.Count > Array.MaxLength / (2 * names.Length))
            throw new CommandException($"--count must be at most {Array.MaxLength / (2 * names.Length)} for {names.Length} columns, but was {request.Count}: make parts with different --seed.");
        string[] left = [.. file.Columns.Select(column => column.Name).Except(names)];
        say($"{request.Data}: {file.Rows} {(file.Rows == 1 ? "row" : "rows")}, {names.Length} {(names.Length == 1 ? "column" : "columns")} to learn{(left.Length == 0 ? "" : $"; left out: {string.Join(", ", left.Take(10))}{(left.Length > 10 ? $" and {left.Length - 10} more" : "")}")}.");
        IDataView all = ml.Transforms.SelectColumns(names).Fit(ml.Data.LoadTable(file)).Transform(ml.Data.LoadTable(file));
        if (request.Label is not { } label)
            return new LearnedTable(file, all, null) { Rows = file.Rows };
        LearnedTable table = Split(ml, request, file, ml.Data.Cache(all), label);
        table.CheckKnown(ml, say);
        return table;
    }

    /// <summary>Measures synthetic rows, the label as LightGbm wants it; rows without one, or with a class that the training rows do not have, play no part.</summary>
    public TableFidelity Measure(MLContext ml, IDataView made)
    {
        IDataView[] parts = [.. new[] { Training, Test!, made }.Select(rows => Known(ml, rows))];
        PredictionTask task = _classes is null ? PredictionTask.Regression(Label!) : _classes.Length == 2 ? PredictionTask.Binary(Label!) : PredictionTask.Multiclass(Label!);
        if (_classes is not null)
        {
            IEstimator<ITransformer> label = _classes.Length == 2
                ? ml.Transforms.Conversion.MapValue(Label!, _classes.Select((name, i) => KeyValuePair.Create(name, i == 1)))
                : ml.Transforms.Conversion.MapValueToKey(Label!);
            ITransformer fitted = label.Fit(parts[0]);
            parts = [.. parts.Select(fitted.Transform)];
        }
        return ml.Deep().MeasureFidelity(task, parts[0], parts[1], parts[2]);
    }

    private static LearnedTable Split(MLContext ml, SynthesizeRequest request, TableFile file, IDataView rows, string label)
    {
        if (file.Rows < FewestRows)
            throw new CommandException($"'{request.Data}' has {file.Rows} {(file.Rows == 1 ? "row" : "rows")}: to hold some out and measure, at least {FewestRows} are needed. Leave out --label.");
        RowSplit split = ml.Deep().CrossValidationSplit(rows, Parts, IsNumber(file.Column(label)) ? null : label, seed: request.Network.Seed ?? 1)[0];
        return new LearnedTable(file, split.TrainSet, label, ClassesOf(ml, file, split.TrainSet, label)) { Test = split.TestSet, Rows = Count(ml, split.TrainSet) };
    }

    // Found before an hour of training.
    private static string[]? ClassesOf(MLContext ml, TableFile file, IDataView training, string label)
    {
        if (IsNumber(file.Column(label)))
            return null;
        IDataView texts = ml.Transforms.Conversion.ConvertType(label, outputKind: DataKind.String).Fit(training).Transform(training);
        string[] classes = [.. texts.GetColumn<string>(label).Where(name => !IsMissing(name)).Distinct().Order(StringComparer.Ordinal)];
        return classes.Length > 1 ? classes : throw new CommandException($"Column '{label}' of '{file.Path}' has {(classes.Length == 1 ? $"the one value '{classes[0]}'" : "no values")}: there is nothing to predict, so --label takes another column.");
    }

    // Rows whose label is there, as a number or as the text of a known class.
    private IDataView Known(MLContext ml, IDataView rows)
    {
        IDataView converted = ml.Transforms.Conversion.ConvertType(Label!, outputKind: _classes is null ? DataKind.Single : DataKind.String).Fit(rows).Transform(rows);
        if (_classes is null)
            return ml.Data.FilterRowsByMissingValues(converted, Label!);
        var known = _classes.ToHashSet();
        IDataView named = ml.Transforms.CopyColumns(Labelled.Name, Label!).Fit(converted).Transform(converted);
        IDataView left = ml.Data.FilterByCustomPredicate<Labelled>(named, row => !known.Contains(row.Label));
        return ml.Transforms.DropColumns(Labelled.Name).Fit(left).Transform(left);
    }

    // A number that is missing is NaN as text.
    private static bool IsMissing(string name) => name.Length == 0 || name == "NaN";

    private static bool IsNumber(TableFileColumn column) => column.Kind == ColumnKind.Number && column.Distinct is null or > MostClasses;

    private static IEnumerable<string> Columns(TableFile file, SynthesizeRequest request)
    {
        IEnumerable<string> names = request.Columns.Length > 0
            ? ColumnPatterns.Resolve(file, request.Columns).Select(column => column.Name)
            : file.Columns.Where(column => column.Useless is null || column.Name == request.Label).Select(column => column.Name);
        return request.Label is { } label ? names.Append(file.Column(label).Name).Distinct() : names;
    }

    // What would end the measuring is found before the training.
    private void CheckKnown(MLContext ml, Action<string> say)
    {
        (long training, long test) = (Count(ml, Known(ml, Training)), Count(ml, Known(ml, Test!)));
        if (training < FewestRows / 2 || test == 0)
            throw new CommandException($"Of the rows to learn from in '{File.Path}' {training} have a '{Label}', of those held out {test}: to measure, at least {FewestRows / 2} and 1 are needed. Leave out --label.");
        long left = Rows + Count(ml, Test!) - training - test;
        if (left > 0)
            say($"{left} {(left == 1 ? "row has" : "rows have")} no '{Label}', or one that the rows to learn from do not have: {(left == 1 ? "it plays" : "they play")} no part in measuring.");
    }

    private static long Count(MLContext ml, IDataView rows) => ml.Data.CreateEnumerable<AnyRow>(rows, true, ignoreMissingColumns: true).LongCount();

    private sealed class Labelled
    {
        public const string Name = "MLNetDeep.Class";

        [ColumnName(Name)]
        public string Label { get; set; } = "";
    }

    private sealed class AnyRow;
}
