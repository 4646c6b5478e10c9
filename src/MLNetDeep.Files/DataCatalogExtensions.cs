using Microsoft.ML;
using MLNetDeep.Files.Views;

namespace MLNetDeep;

/// <summary>Loading tables from files of many forms.</summary>
public static class DataCatalogExtensions
{
    /// <summary>
    /// The rows of a table in files, each column by its kind: Single or Double for numbers (NaN where missing), DateTime for dates (the earliest where missing), text for all others (empty where missing).
    /// Rows are read from the files each time they are gone through, in their order.
    /// </summary>
    /// <param name="catalog">ML.NET's catalog of loaders.</param>
    /// <param name="file">The table.</param>
    /// <param name="isUsefulOnly">Whether columns that nothing can be learnt from are left out: empty and constant ones, copies, row numbers, identifiers, text.</param>
    public static IDataView LoadTable(this DataOperationsCatalog catalog, TableFile file, bool isUsefulOnly = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(file);
        return new FileView(file, [.. Enumerable.Range(0, file.Columns.Count).Where(i => !isUsefulOnly || file.Columns[i].Useless is null).Select(i => ViewColumn.Of(file, i))]);
    }

    /// <summary>The rows of a table in files, each column by its kind.</summary>
    /// <param name="catalog">ML.NET's catalog of loaders.</param>
    /// <param name="path">A file, a pattern such as data/*.csv, or "-" for standard input.</param>
    /// <param name="options">What is known beforehand; null for nothing.</param>
    /// <exception cref="TableFileException">There is no such file, or it cannot be read as a table.</exception>
    public static IDataView LoadTable(this DataOperationsCatalog catalog, string path, TableFileOptions? options = null) => LoadTable(catalog, TableFile.Open(path, options));
}
