using MLNetDeep.Files.Kinds;

namespace MLNetDeep.Files.Profiling;

/// <summary>How many values of a column are numbers, in each way of writing.</summary>
internal sealed class NumberTally
{
    // After so many other values, most of all, a column is none of numbers.
    private const int Enough = 2000;

    private const int MostWords = 20;

    private static readonly NumberFormat _point = new(DecimalSign.Point, false);
    private static readonly NumberFormat _comma = new(DecimalSign.Comma, false);

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    /// <summary>Numbers as programs write them.</summary>
    public long Plain { get; private set; }

    /// <summary>Numbers with a decimal point, also with currency, percent or thousands separators.</summary>
    public long Point { get; private set; }

    /// <summary>Numbers with a decimal comma, likewise.</summary>
    public long Comma { get; private set; }

    /// <summary>Values that can be read with either, as other numbers: 3,462.</summary>
    public long Ambiguous { get; private set; }

    /// <summary>Values that are no number, how many different ones (up to a few), and the first of them with its line.</summary>
    public long Others { get; private set; }

    public int OtherWords => _words.Count;

    public bool HasManyOthers => _words.Count >= MostWords;

    public (string Value, long Line)? FirstOther { get; private set; }

    /// <summary>The first value that is a number with a decimal point alone, and the first with a decimal comma alone, each with its line.</summary>
    public (string Value, long Line)? FirstPointAlone { get; private set; }

    public (string Value, long Line)? FirstCommaAlone { get; private set; }

    /// <summary>A value with leading zeros.</summary>
    public string? LeadingZero { get; private set; }

    public string? FirstAmbiguous { get; private set; }

    /// <summary>A value with a currency or percent sign or thousands separators.</summary>
    public string? FirstDecorated { get; private set; }

    /// <summary>Numbers with a percent sign.</summary>
    public long Percents { get; private set; }

    public bool AreWhole { get; private set; } = true;

    public double Least { get; private set; } = double.PositiveInfinity;

    public double Most { get; private set; } = double.NegativeInfinity;

    public void Add(ReadOnlySpan<char> field, long line)
    {
        if (Others > Enough && Others > Point + Comma) return;
        if (NumberFormat.Plain.TryParse(field, out var value))
        {
            AddPlain(field, value, line);
            return;
        }
        var (isPoint, isComma) = (_point.TryParse(field, out var byPoint), _comma.TryParse(field, out var byComma));
        if (isPoint) Point++;
        if (isComma) Comma++;
        if (isPoint || isComma)
        {
            if (!isComma) FirstPointAlone ??= (field.ToString(), line);
            if (!isPoint) FirstCommaAlone ??= (field.ToString(), line);
            Range(isPoint ? byPoint : byComma);
            FirstDecorated ??= field.ToString();
            if (field.Contains('%')) Percents++;
            if (!isPoint || !isComma || byPoint == byComma) return;
            Ambiguous++;
            FirstAmbiguous ??= field.ToString();
            return;
        }
        Others++;
        FirstOther ??= (field.ToString(), line);
        if (_words.Count < MostWords) _words.Add(field.ToString());
    }

    private void AddPlain(ReadOnlySpan<char> field, double value, long line)
    {
        Plain++;
        Point++;
        // 1.234 is a number with a decimal comma too, another one; 1.5 is none.
        if (_comma.TryParse(field, out var byComma))
        {
            Comma++;
            if (byComma != value)
            {
                Ambiguous++;
                FirstAmbiguous ??= field.ToString();
            }
        }
        else
        {
            FirstPointAlone ??= (field.ToString(), line);
        }
        Range(value);
        AreWhole = AreWhole && value == Math.Floor(value);
        if (LeadingZero is null && field.Length > 1 && field[0] == '0' && !field.ContainsAnyExceptInRange('0', '9')) LeadingZero = field.ToString();
    }

    private void Range(double value)
    {
        Least = Math.Min(Least, value);
        Most = Math.Max(Most, value);
    }
}
