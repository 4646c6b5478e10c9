using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Files.Tests;

/// <summary>Tables written for a test, and their values as text.</summary>
internal static class Rows
{
    /// <summary>The values of a column as text, missing ones as "_".</summary>
    public static string Column(TableFile file, string name)
    {
        var view = new MLContext().Data.LoadTable(file);
        var column = view.Schema[name];
        return string.Join(' ', column.Type switch
        {
            TextDataViewType => view.GetColumn<string>(name).Select(t => t.Length == 0 ? "_" : t.Replace("\n", "\\n")),
            DateTimeDataViewType => view.GetColumn<DateTime>(name).Select(d => d == default ? "_" : d.ToString("yyyy-MM-ddTHH:mm:ss")),
            _ when column.Type.RawType == typeof(double) => view.GetColumn<double>(name).Select(Text),
            _ => view.GetColumn<float>(name).Select(v => float.IsNaN(v) ? "_" : v.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
        });
    }

    public static string Names(TableFile file) => string.Join(' ', file.Columns.Select(c => c.Name));

    public static string Notes(TableFile file) => string.Join('\n', file.Notes);

    private static string Text(double value) => double.IsNaN(value) ? "_" : value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
