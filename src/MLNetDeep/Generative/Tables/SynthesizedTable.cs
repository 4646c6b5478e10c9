using System.Globalization;
using Microsoft.ML;
using MLNetDeep.Data;

namespace MLNetDeep.Generative.Tables;

/// <summary>The columns of a table: what is learned of each, and how rows become numbers of a network: ranks of numbers as normal deviates, then codes of categories.</summary>
internal sealed class SynthesizedTable
{
    private const int MostCategories = 1000;

    // A number that is seen less often cannot be learned as a category.
    private const int RowsOfCategory = 20;

    public SynthesizedTable(IReadOnlyList<SynthesizedColumn> columns)
    {
        Columns = columns;
        NumberColumns = [.. columns.Index().Where(c => c.Item.Marginal is not null).Select(c => c.Index)];
        CategoryColumns = [.. columns.Index().Where(c => c.Item.Categories > 0).Select(c => c.Index)];
    }

    public IReadOnlyList<SynthesizedColumn> Columns { get; }

    /// <summary>The places of columns whose numbers have a distribution.</summary>
    public IReadOnlyList<int> NumberColumns { get; }

    /// <summary>The places of columns with categories; numbers that may be missing among them.</summary>
    public IReadOnlyList<int> CategoryColumns { get; }

    /// <summary>Numbers of a row of a network.</summary>
    public int Width => NumberColumns.Count + CategoryColumns.Count;

    /// <summary>How many categories each column with some has.</summary>
    public int[] Categories => [.. CategoryColumns.Select(c => Columns[c].Categories)];

    /// <summary>Reads a table and learns its columns.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="names">The columns; all when null.</param>
    /// <param name="mostDiscrete">Numbers with at most this many values become categories.</param>
    /// <exception cref="ArgumentException">Columns cannot be learned; all of them are named.</exception>
    public static (SynthesizedTable Table, RawTable Rows) Learn(IDataView rows, IReadOnlyList<string>? names, int mostDiscrete)
    {
        var raw = RawTable.Read(rows, Find(rows.Schema, names));
        if (raw.Rows < 2) throw new InvalidOperationException($"The table has {raw.Rows} {(raw.Rows == 1 ? "row" : "rows")}: at least 2 are needed, and some hundreds to learn from.");
        List<string> faults = [];
        SynthesizedColumn[] columns = [.. raw.Columns.Select(column => Learn(column, raw.Rows, mostDiscrete, faults))];
        if (faults.Count > 0) throw new ArgumentException(string.Join(" ", faults), nameof(rows));
        return (new SynthesizedTable(columns), raw);
    }

    /// <summary>Rows of a network.</summary>
    /// <param name="raw">Values of these columns.</param>
    /// <param name="random">Where among equal numbers each lies; null for the middle.</param>
    /// <returns>A row of <see cref="Width"/> for each: ranks between 0 and 1, then codes. A category that was not learned has the code -1.</returns>
    public float[] Encode(RawTable raw, Random? random)
    {
        var encoded = new float[(long)raw.Rows * Width];
        for (var i = 0; i < NumberColumns.Count; i++)
        {
            var (marginal, values) = (Columns[NumberColumns[i]].Marginal!, raw.Columns[NumberColumns[i]].Numbers!);
            for (var row = 0; row < raw.Rows; row++)
            {
                var place = random?.NextDouble() ?? 0.5;
                encoded[(row * Width) + i] = (float)(double.IsNaN(values[row]) ? place : marginal.Rank(values[row], place));
            }
        }
        for (var i = 0; i < CategoryColumns.Count; i++)
        {
            var codes = Codes(Columns[CategoryColumns[i]], raw.Columns[CategoryColumns[i]]);
            for (var row = 0; row < raw.Rows; row++) encoded[(row * Width) + NumberColumns.Count + i] = codes(row);
        }
        return encoded;
    }

    /// <summary>The columns of rows of a network.</summary>
    /// <param name="encoded">Rows as <see cref="Encode"/> gives them.</param>
    public IDataView Decode(float[] encoded)
    {
        var rows = encoded.Length / Width;
        var columns = new List<MemoryColumn>();
        for (var c = 0; c < Columns.Count; c++)
        {
            var (column, values) = (Columns[c], new double[rows]);
            var (number, category) = (Place(NumberColumns, c), Place(CategoryColumns, c));
            for (var row = 0; row < rows; row++)
            {
                var code = category < 0 ? 0 : (int)encoded[(row * Width) + NumberColumns.Count + category];
                values[row] = number < 0 ? code : code == 1 ? double.NaN : column.Marginal!.Value(encoded[(row * Width) + number]);
            }
            columns.Add(column.ToColumn(values));
        }
        return new MemoryView(columns, rows);
    }

    private static int Place(IReadOnlyList<int> columns, int column)
    {
        for (var i = 0; i < columns.Count; i++)
            if (columns[i] == column) return i;
        return -1;
    }

    private static Func<int, int> Codes(SynthesizedColumn column, RawColumn raw)
    {
        if (column.Marginal is not null) return row => double.IsNaN(raw.Numbers![row]) ? 1 : 0;
        if (column.Texts is not null)
        {
            var texts = column.Texts.Index().ToDictionary(t => t.Item, t => t.Index);
            return row => texts.GetValueOrDefault(raw.Texts![row], -1);
        }
        var numbers = column.Numbers!.Index().ToDictionary(n => n.Item, n => n.Index);
        return row => numbers.GetValueOrDefault(raw.Numbers![row], -1);
    }

    private static List<DataViewSchema.Column> Find(DataViewSchema schema, IReadOnlyList<string>? names)
    {
        List<DataViewSchema.Column> all = [.. schema.Where(column => !column.IsHidden)];
        if (names is null) return all;
        string[] unknown = [.. names.Where(name => all.TrueForAll(column => column.Name != name))];
        if (unknown.Length > 0) throw new ArgumentException($"There is no column '{string.Join("', '", unknown)}'. There are {string.Join(", ", all.Select(c => c.Name))}.", nameof(names));
        return [.. names.Select(name => schema[name])];
    }

    private static bool IsDiscrete(int different, int rows, int mostDiscrete) => different <= 1 || (different <= mostDiscrete && (different <= 2 || different * RowsOfCategory <= rows));

    private static SynthesizedColumn Learn(RawColumn raw, int rows, int mostDiscrete, List<string> faults)
    {
        var column = new SynthesizedColumn(raw.Name, raw.Type) { KeyCount = raw.KeyCount, KeyNames = raw.KeyNames };
        if (raw.Texts is not null)
        {
            string[] texts = [.. raw.Texts.Distinct().Order(StringComparer.Ordinal)];
            if (texts.Length > MostCategories)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"Column '{raw.Name}' has {texts.Length:N0} different texts in {rows:N0} rows: at most {MostCategories:N0} can be learned as categories; leave it out by the column names."));
            return column with { Texts = texts };
        }
        double[] different = [.. raw.Numbers!.Distinct().Order()];
        if (raw.Type is ColumnValueType.Boolean or ColumnValueType.KeyByte or ColumnValueType.KeyUInt16 or ColumnValueType.KeyUInt32 or ColumnValueType.KeyUInt64 || IsDiscrete(different.Length, rows, mostDiscrete))
        {
            if (different.Length > MostCategories)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"Column '{raw.Name}' has {different.Length:N0} different keys in {rows:N0} rows: at most {MostCategories:N0} can be learned as categories; leave it out by the column names."));
            return column with { Numbers = different };
        }
        if (raw.Numbers!.Any(double.IsInfinity)) faults.Add($"Column '{raw.Name}' has infinite values: only finite and missing ones can be learned.");
        return column with { Marginal = NumberMarginal.Of(raw.Numbers!.Where(value => !double.IsNaN(value))), HasMissing = different.Any(double.IsNaN) };
    }
}
