using System.Globalization;
using Microsoft.ML.Data;

namespace MLNetDeep.Files.Views;

/// <summary>A column of a view and where its values come from.</summary>
/// <param name="Name">In the view.</param>
/// <param name="Index">In the file.</param>
/// <param name="Type">Single, Double, DateTime or text.</param>
/// <param name="Parser">What turns fields into values.</param>
/// <param name="IsLabel">Whether numbers are given as text, one text for each number however it is written.</param>
internal sealed record ViewColumn(string Name, int Index, DataViewType Type, FieldParser Parser, bool IsLabel = false)
{
    /// <summary>The column as its kind has it.</summary>
    public static ViewColumn Of(TableFile file, int index)
    {
        var column = file.Columns[index];
        DataViewType type = column.Kind switch
        {
            ColumnKind.Number => column.NeedsDouble ? NumberDataViewType.Double : NumberDataViewType.Single,
            ColumnKind.Date => DateTimeDataViewType.Instance,
            _ => TextDataViewType.Instance,
        };
        return new ViewColumn(column.Name, index, type, new FieldParser(column, file.Layout.MissingWords));
    }

    /// <summary>Of a label that rows are required to have: its values; null for any.</summary>
    public IReadOnlySet<string>? Allowed { get; init; }

    /// <summary>Whether a row with this field is left out where the column is required: in a label every word is a class but the empty one, unless words are stated; a number is missing where it is none.</summary>
    public bool IsMissing(ReadOnlySpan<char> field)
    {
        if (Allowed is not null) return !Allowed.Contains(ClassOf(field).ToString());
        return Type is NumberDataViewType ? double.IsNaN(Parser.Number(field)) : Parser.Text(field).IsEmpty;
    }

    /// <summary>The class; 1 and 1.0 are one. A word among numbers is a class too, so that it is not taken for a missing label.</summary>
    public ReadOnlySpan<char> ClassOf(ReadOnlySpan<char> field)
    {
        var text = Parser.Text(field);
        return IsLabel && Parser.TryNumber(text, out var number) ? number.ToString("R", CultureInfo.InvariantCulture) : text;
    }

    /// <summary>A class: text, and where the classes are numbers, one text for each number.</summary>
    public static ViewColumn Class(TableFile file, int index, string name) =>
        new(name, index, TextDataViewType.Instance, new FieldParser(file.Columns[index].Kind == ColumnKind.Number ? file.Columns[index] : file.Columns[index] with { Kind = ColumnKind.Category }, file.Layout.MissingWords), file.Columns[index].Kind == ColumnKind.Number);

    /// <summary>A category, whatever the kind.</summary>
    public static ViewColumn Text(TableFile file, int index, string name) =>
        new(name, index, TextDataViewType.Instance, new FieldParser(file.Columns[index], file.Layout.MissingWords));

    /// <summary>The field as it stands.</summary>
    public static ViewColumn Raw(TableFile file, int index, string name) =>
        new(name, index, TextDataViewType.Instance, new FieldParser(file.Columns[index] with { Kind = ColumnKind.Text }, []));

    /// <summary>A number of 32 bits.</summary>
    public static ViewColumn Value(TableFile file, int index, string name) =>
        new(name, index, NumberDataViewType.Single, new FieldParser(file.Columns[index], file.Layout.MissingWords));
}
