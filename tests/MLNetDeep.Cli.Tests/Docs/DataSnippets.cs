using Microsoft.ML;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that the page on tables in files shows, compiled.</summary>
internal static class DataSnippets
{
    public static IDataView[] LoadTable(MLContext ml)
    {
        #region load-table
        var table = TableFile.Open("customers.csv", new TableFileOptions
        {
            Kinds = new Dictionary<string, ColumnKind> { ["zip"] = ColumnKind.Category },
            DateFormats = new Dictionary<string, string> { ["since"] = "dd/MM/yyyy" },
        });
        foreach (var note in table.Notes) Console.WriteLine(note);
        IDataView rows = ml.Data.LoadTable(table, isUsefulOnly: true);

        // Other files are read as this one was, whatever they hold.
        IDataView later = ml.Data.LoadTable(TableFile.Open("customers-2025.csv", table.Layout));
        #endregion
        return [rows, later];
    }
}
