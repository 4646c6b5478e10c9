using System.Globalization;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How often each class was taken for each.</summary>
public sealed class ConfusionMatrix
{
    private readonly string[] _labels;
    private readonly bool _isBinary;

    internal ConfusionMatrix(double[][] counts, string[] labels, bool isBinary)
    {
        Counts = counts;
        _labels = labels;
        _isBinary = isBinary;
        NumberOfClasses = counts.Length;
        var precision = new double[NumberOfClasses];
        var recall = new double[NumberOfClasses];
        for (int i = 0; i < NumberOfClasses; i++)
        {
            precision[i] = Ratio(counts[i][i], counts.Sum(row => row[i]));
            recall[i] = Ratio(counts[i][i], counts[i].Sum());
        }

        PerClassPrecision = precision;
        PerClassRecall = recall;
    }

    /// <summary>Of the rows taken for a class, the share that is of it.</summary>
    public IReadOnlyList<double> PerClassPrecision { get; }

    /// <summary>Of the rows of a class, the share that is taken for it.</summary>
    public IReadOnlyList<double> PerClassRecall { get; }

    /// <summary>A row for each true class, a column for each predicted one.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    public int NumberOfClasses { get; }

    /// <summary>How many rows of one class were taken for another.</summary>
    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        Contracts.CheckParam((uint)predictedClassIndicatorIndex < (uint)NumberOfClasses, nameof(predictedClassIndicatorIndex),
            "Invalid index. Should be non-negative, less than NumberOfClasses");
        Contracts.CheckParam((uint)actualClassIndicatorIndex < (uint)NumberOfClasses, nameof(actualClassIndicatorIndex),
            "Invalid index. Should be non-negative, less than NumberOfClasses");
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    /// <summary>The matrix as a table of text.</summary>
    public string GetFormattedConfusionTable()
    {
        var layout = new Layout(_labels);
        var text = new StringBuilder();
        AppendTitle(text);
        layout.AppendRule(text, "");
        layout.AppendHeader(text);
        layout.AppendRule(text, "TRUTH");
        for (int i = 0; i < NumberOfClasses; i++)
            layout.AppendRow(text, i, Counts[i], PerClassRecall[i]);
        layout.AppendRule(text, "");
        layout.AppendPrecision(text, PerClassPrecision);
        return text.ToString();
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;

    private void AppendTitle(StringBuilder text)
    {
        if (_isBinary)
        {
            double positive = Counts[0].Sum(), negative = Counts[1].Sum();
            text.Append(CultureInfo.InvariantCulture,
                $"TEST {_labels[0].ToUpperInvariant()} RATIO:\t{positive / (positive + negative):F4} ");
            text.Append(CultureInfo.InvariantCulture, $"({positive:F1}/({positive:F1}+{negative:F1}))");
        }

        text.AppendLine();
        text.AppendLine("Confusion table");
    }

    /// <summary>
    /// The widths of a table. Where a name is wider than a column, columns are headed by numbers and rows say which
    /// number is which name.
    /// </summary>
    private sealed class Layout
    {
        private const int TitleWidth = 9;
        private readonly string[] _labels;
        private readonly bool _numbered;
        private readonly int _columnWidth;
        private readonly int _digits;
        private readonly int _rowWidth;

        public Layout(string[] labels)
        {
            _labels = labels;
            _columnWidth = labels.Length == 2 ? 8 : 5;
            int longest = labels.Length == 0 ? 0 : labels.Max(l => l.Length);
            _numbered = longest > _columnWidth;
            _digits = Math.Max(labels.Length - 1, 0).ToString(CultureInfo.InvariantCulture).Length;
            _rowWidth = Math.Max(TitleWidth, _numbered ? longest + _digits + 2 : longest);
        }

        public void AppendRule(StringBuilder text, string title)
            => text.Append(title.PadRight(_rowWidth)).Append(" ||")
                .Append('=', _labels.Length * (_columnWidth + 3)).AppendLine();

        public void AppendHeader(StringBuilder text)
        {
            text.Append("PREDICTED".PadRight(_rowWidth)).Append(" ||");
            for (int i = 0; i < _labels.Length; i++)
                text.Append(' ').Append((_numbered ? Number(i) : _labels[i]).PadLeft(_columnWidth)).Append(" |");
            text.AppendLine(" Recall");
        }

        public void AppendRow(StringBuilder text, int index, IReadOnlyList<double> counts, double recall)
        {
            string name = _numbered
                ? $"{Number(index).PadLeft(_digits)}. {_labels[index].PadLeft(_rowWidth - _digits - 2)}"
                : _labels[index].PadLeft(_rowWidth);
            text.Append(name).Append(" ||");
            foreach (double count in counts)
                text.Append(' ').Append(count.ToString(CultureInfo.InvariantCulture).PadLeft(_columnWidth)).Append(" |");
            text.Append(CultureInfo.InvariantCulture, $" {recall:F4}").AppendLine();
        }

        public void AppendPrecision(StringBuilder text, IReadOnlyList<double> precision)
        {
            text.Append("Precision".PadRight(_rowWidth)).Append(" ||");
            foreach (double p in precision)
                text.Append(p.ToString("F4", CultureInfo.InvariantCulture).PadLeft(_columnWidth + 1)).Append(" |");
            text.AppendLine();
        }

        private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
