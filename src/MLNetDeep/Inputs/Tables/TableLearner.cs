using Microsoft.ML;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Tables;

/// <summary>Learns how a table is encoded: one pass over the training rows, those kept for validation left out.</summary>
internal sealed class TableLearner
{
    // Different texts of one column that are counted at once.
    private const int MostTexts = 200_000;

    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly (NumberReader.Filler Fill, int From, int Size)[] _fillers;
    private readonly CategoryCount[] _counts;
    private readonly NumberSketch _numbers;
    private readonly Dictionary<int, Func<double>> _wide = [];
    private readonly float[] _row;

    private TableLearner(DataViewRow row, IReadOnlyList<TableColumn> columns, TableTrainerOptions options, int seed)
    {
        _columns = columns;
        var (fillers, from) = (new List<(NumberReader.Filler, int, int)>(), 0);
        foreach (var column in columns.Where(c => !c.IsCategory))
        {
            fillers.Add((TableGetters.Numbers(row, column), from, column.Size));
            if (TableGetters.IsWide(row, column)) _wide.Add(from, TableGetters.Wide(row, column));
            from += column.Size;
        }
        _fillers = [.. fillers];
        _row = new float[from];
        _counts = [.. columns.Where(c => c.IsCategory).Select(c => Count(row, c, options))];
        _numbers = new NumberSketch(from, NumberSketch.RowsFor(from + (2 * _wide.Count), options.MemoryBudgetMegabytes * 1_048_576L), seed);
        foreach (var number in _wide.Keys) _numbers.Widen(number);
    }

    /// <summary>Reads the training rows once.</summary>
    /// <param name="origin">Where they come from; its features are the columns as they are.</param>
    /// <param name="split">Which are left out.</param>
    /// <param name="options">How to encode.</param>
    /// <param name="seed">Draws the rows that quantiles are read from.</param>
    /// <param name="cancel">Ends the pass.</param>
    /// <returns>How the table is encoded, how many rows there are to train on, and which columns have one value in all of them.</returns>
    public static (TableEncoding Table, long Rows, IReadOnlyList<string> Constant) Learn(RowOrigin origin, ValidationSplit split, TableTrainerOptions options, int seed, CancellationToken cancel)
    {
        // Categories behind numbers: so they lie in a row.
        var columns = ((TableSpec)origin.Spec).Table.Columns.OrderBy(c => c.IsCategory).ToArray();
        using var cursor = origin.Open();
        var labels = new TargetReader(cursor, origin.Target);
        var learner = new TableLearner(cursor, columns, options, seed);
        var rows = 0L;
        while (cursor.MoveNext())
        {
            cancel.ThrowIfCancellationRequested();
            if (!labels.Read() || split.Next(labels.Stratum)) continue;
            learner.Add();
            rows++;
        }
        learner._numbers.Settle();
        return (learner.ToEncoding(options), rows, [.. learner.Constant()]);
    }

    private static CategoryCount Count(DataViewRow row, TableColumn column, TableTrainerOptions options) => column.Kind == TableColumnKind.Key
        ? new KeyCount(TableGetters.Key(row, column), column.Keys)
        : new TextCount(TableGetters.Text(row, column), Math.Max(MostTexts, 2 * options.MaxCategories));

    private void Add()
    {
        foreach (var (fill, from, size) in _fillers) fill(_row.AsSpan(from, size));
        _numbers.Add(_row, number => _wide[number]());
        foreach (var count in _counts) count.Add();
    }

    private IEnumerable<TableColumn> Shifted() => _columns.Zip(Places(), (column, place) => column.IsCategory ? column : column with { Offset = _numbers.Offset(place) });

    private IEnumerable<string> Constant() => _columns.Zip(Places()).Where(pair => pair.First.IsCategory
        ? _counts[pair.Second].IsConstant
        : Enumerable.Range(pair.Second, pair.First.Size).All(_numbers.IsConstant)).Select(pair => pair.First.Title);

    // Where the numbers of each column begin; of a category its number.
    private IEnumerable<int> Places()
    {
        var (number, category) = (0, 0);
        foreach (var column in _columns)
        {
            yield return column.IsCategory ? category++ : number;
            if (!column.IsCategory) number += column.Size;
        }
    }

    private TableEncoding ToEncoding(TableTrainerOptions options)
    {
        string[][] texts = [.. _counts.Select(c => (c as TextCount)?.Texts(options) ?? [])];
        float[][] codes = [.. _counts.Select((c, i) => (c as KeyCount)?.Codes(options) ?? [.. Enumerable.Range(0, texts[i].Length + 1).Select(code => (float)code)])];
        var numbers = NumberEncoder.Of(_numbers, options);
        return new TableEncoding
        {
            Columns = [.. Shifted()],
            Texts = texts,
            Codes = [.. codes.Select(c => (int)c.Max() + 1)],
            Numeric = options.NumericEncoding,
            Pieces = numbers.Pieces,
            Flagged = [.. Enumerable.Range(0, _numbers.Width).Where(_numbers.HasMissing)],
            Values = numbers.ToValues([.. codes.SelectMany(c => c)]),
        };
    }
}
