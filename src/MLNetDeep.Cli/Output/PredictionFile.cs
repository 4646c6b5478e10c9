using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Output;

/// <summary>What a model says of rows as delimited text, such as the image where there is one, the label, the scores, the probability.</summary>
internal static class PredictionFile
{
    /// <summary>Writes the rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scored">The rows.</param>
    /// <param name="keep">Columns of the data to write before all others.</param>
    /// <param name="outputs">The other columns, as far as they are there.</param>
    /// <param name="classes">What false and true stand for, where the model says these.</param>
    /// <param name="separator">Stands between fields.</param>
    public static long Write(string path, IDataView scored, string[] keep, string?[] outputs, string[] classes, char separator = ',')
    {
        DataViewSchema schema = scored.Schema;
        DataViewSchema.Column[] columns =
            [.. keep.Select(TableSource.NameOfKept).Concat(outputs).Select(name => name is null ? null : schema.GetColumnOrNull(name)).OfType<DataViewSchema.Column>()];
        using var writer = new StreamWriter(path);
        writer.WriteLine(Line(columns.SelectMany(column => Headers(column, schema.GetColumnOrNull("Score"))), separator));
        using DataViewRowCursor cursor = scored.GetRowCursor(columns);
        Func<IEnumerable<string>>[] readers = [.. columns.Select(column => Reader(cursor, column, classes))];
        long rows = 0;
        for (; cursor.MoveNext(); rows++)
            writer.WriteLine(Line(readers.SelectMany(read => read()), separator));
        return rows;
    }

    // A column of the data that has the name of an output is told from it.
    private static string NameOf(string kept) => kept is "PredictedLabel" or "Score" or "Probability" ? $"Input.{kept}" : kept;

    private static IEnumerable<string> Headers(DataViewSchema.Column column, DataViewSchema.Column? score)
    {
        if (column.Type is not VectorDataViewType vector)
            return [column.Name.StartsWith(TableSource.NameOfKept(""), StringComparison.Ordinal) ? NameOf(column.Name[TableSource.NameOfKept("").Length..]) : column.Name];
        VBuffer<ReadOnlyMemory<char>> names = default;
        // Only scores say what their slots are about.
        if (score?.HasSlotNames() == true)
            score.Value.GetSlotNames(ref names);
        return Enumerable.Range(0, vector.Size).Select(slot =>
            $"{column.Name}.{(names.Length == vector.Size ? names.GetItemOrDefault(slot).ToString() : slot.ToString(CultureInfo.InvariantCulture))}");
    }

    private static Func<IEnumerable<string>> Reader(DataViewRow row, DataViewSchema.Column column, string[] classes)
    {
        if (column.Type is VectorDataViewType vector)
            return vector.ItemType is BooleanDataViewType ? Vector<bool>(row, column, Text) : Vector<float>(row, column, Text);
        return column.Type switch
        {
            TextDataViewType => Scalar<ReadOnlyMemory<char>>(row, column, text => text.ToString()),
            BooleanDataViewType => Scalar<bool>(row, column, value => classes.Length == 2 ? classes[value ? 1 : 0] : Text(value)),
            _ => Scalar<float>(row, column, Text),
        };
    }

    private static Func<IEnumerable<string>> Scalar<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> text)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return [text(value)];
        };
    }

    private static Func<IEnumerable<string>> Vector<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> text)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return () =>
        {
            getter(ref value);
            return value.DenseValues().Select(text);
        };
    }

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(bool value) => value ? "1" : "0";

    private static string Line(IEnumerable<string> fields, char separator) => string.Join(separator, fields.Select(field =>
        field.AsSpan().IndexOfAny("\"\r\n") < 0 && !field.Contains(separator) ? field : $"\"{field.Replace("\"", "\"\"")}\""));
}
