using MLNetDeep.Files.Kinds;

namespace MLNetDeep.Files.Views;

/// <summary>Turns fields of one column into values.</summary>
internal sealed class FieldParser(TableFileColumn column, IReadOnlyCollection<string>? words)
{
    private readonly MissingText.Predicate _isMissing = MissingText.Test(words, column.Kind is ColumnKind.Category or ColumnKind.Text or ColumnKind.Id);

    public bool IsMissing(ReadOnlySpan<char> field) => _isMissing(field);

    public bool TryNumber(ReadOnlySpan<char> field, out double value) => column.NumberFormat.TryParse(field, out value);

    public bool TryDate(ReadOnlySpan<char> field, out DateTime value) => DateFormat.TryParse(column.DateFormat!, field, out value);

    /// <summary>The number; NaN where it is missing or none.</summary>
    public double Number(ReadOnlySpan<char> field)
    {
        field = field.Trim();
        return !_isMissing(field) && TryNumber(field, out var value) ? value : double.NaN;
    }

    /// <summary>The date; the earliest that there is where it is missing or none.</summary>
    public DateTime Date(ReadOnlySpan<char> field)
    {
        field = field.Trim();
        return !_isMissing(field) && TryDate(field, out var value) ? value : default;
    }

    /// <summary>The text; empty where it is missing.</summary>
    public ReadOnlySpan<char> Text(ReadOnlySpan<char> field)
    {
        field = field.Trim();
        return _isMissing(field) ? [] : field;
    }
}
