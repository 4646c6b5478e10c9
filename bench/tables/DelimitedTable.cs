using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench.Tables;

/// <summary>A file with commas and a header: columns that hold numbers alone are numbers, the others categories, "?" and nothing missing.</summary>
internal sealed record DelimitedTable(IDataView Rows, string[] Numbers, string[] Categories)
{
    public const string Label = "Label";

    public string[] Features => [.. Numbers, .. Categories];

    public static DelimitedTable Open(MLContext ml, string file, string label)
    {
        var lines = File.ReadLines(file).Where(line => line.Length > 0).Select(line => line.Split(',', StringSplitOptions.TrimEntries));
        var header = lines.First();
        var position = Array.FindIndex(header, name => name == label);
        if (position < 0) throw new ArgumentException($"There is no column '{label}'. The columns are: {string.Join(", ", header)}.");
        var isNumber = Enumerable.Repeat(true, header.Length).ToArray();
        var classes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var fields in lines.Skip(1))
        {
            classes.Add(fields[position]);
            for (var i = 0; i < header.Length; i++) isNumber[i] &= fields[i] is "" or "?" || double.TryParse(fields[i], CultureInfo.InvariantCulture, out _);
        }
        if (classes.Count != 2) throw new ArgumentException($"The label '{label}' has {classes.Count} values: this is for two.");
        string[] Of(bool numbers) => [.. header.Where((_, i) => i != position && isNumber[i] == numbers)];
        return new DelimitedTable(Load(ml, file, header, position, isNumber, classes.Max!), Of(true), Of(false));
    }

    private static IDataView Load(MLContext ml, string file, string[] header, int label, bool[] isNumber, string isTrue)
    {
        var text = ml.Data.LoadFromTextFile(file, new TextLoader.Options
        {
            Columns = [.. header.Select((name, i) => new TextLoader.Column(i == label ? nameof(TextLabel.Value) : name, i == label || !isNumber[i] ? DataKind.String : DataKind.Single, i))],
            HasHeader = true,
            Separators = [','],
            TrimWhitespace = true,
            MissingRealsAsNaNs = true,
        });
        var rows = ml.Transforms.CustomMapping<TextLabel, FlagLabel>((from, to) => to.Label = from.Value == isTrue, null).Fit(text).Transform(text);
        // Read once: the folds go through the rows many times.
        return ml.Data.Cache(rows);
    }

    private sealed class TextLabel
    {
        public string Value { get; set; } = "";
    }

    private sealed class FlagLabel
    {
        public bool Label { get; set; }
    }
}
