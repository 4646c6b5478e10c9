using System.Globalization;
using CsvHelper;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Cli.Tables;

/// <summary>Rows of a data view as delimited text, with a header; a missing number is an empty field.</summary>
internal static class TableText
{
    public static long Write(string path, IDataView rows, char separator)
    {
        using var writer = new StreamWriter(path);
        using CsvWriter csv = CsvWriter.Create(writer, new CsvWriterOptions { Separator = separator, NewLine = "\n" }, true);
        csv.WriteHeader([.. rows.Schema.Select(column => column.Name)]);
        using DataViewRowCursor cursor = rows.GetRowCursor(rows.Schema);
        Func<string>[] readers = [.. rows.Schema.Select(column => Reader(cursor, column))];
        long written = 0;
        for (; cursor.MoveNext(); written++)
            csv.WriteRecord([.. readers.Select(read => read())]);
        return written;
    }

    private static Func<string> Reader(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => Reader<ReadOnlyMemory<char>>(row, column, text => text.ToString()),
        DateTimeDataViewType => Reader<DateTime>(row, column, time => time == default ? "" : time.TimeOfDay == default ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
        NumberDataViewType { RawType: { } raw } when raw == typeof(double) => Reader<double>(row, column, number => double.IsNaN(number) ? "" : number.ToString("R", CultureInfo.InvariantCulture)),
        _ => Reader<float>(row, column, number => float.IsNaN(number) ? "" : number.ToString("R", CultureInfo.InvariantCulture)),
    };

    private static Func<string> Reader<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> text)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return text(value);
        };
    }
}
