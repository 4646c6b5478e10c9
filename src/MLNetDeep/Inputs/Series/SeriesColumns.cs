using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Series;

/// <summary>The columns of rows of time series.</summary>
/// <param name="Time">The times.</param>
/// <param name="Series">The ids of series; null where all rows are one series.</param>
/// <param name="Values">What is forecast.</param>
/// <param name="Known">What is known in advance.</param>
/// <param name="Statics">What is the same in all rows of a series.</param>
internal sealed record SeriesColumns(string Time, string? Series, string[] Values, string[] Known, string[] Statics)
{
    /// <summary>The columns that options name, and the values that they leave to be found.</summary>
    /// <exception cref="ArgumentException">Columns are missing or of other types; all of them are named.</exception>
    public static SeriesColumns Of(ForecasterOptions options, IEnumerable<(string Name, DataViewType? Type)> schema)
    {
        var columns = schema.ToList();
        string[] values = options.ValueColumnNames.Length > 0 ? options.ValueColumnNames
            : [.. columns.Where(column => column.Type is NumberDataViewType && !options.ColumnNames.Contains(column.Name)).Select(column => column.Name).Distinct()];
        var own = new SeriesColumns(options.TimeColumnName, options.SeriesColumnName, values, options.KnownColumnNames, options.StaticColumnNames);
        own.Check(columns);
        return own;
    }

    /// <summary>The columns of a schema that are not hidden.</summary>
    public static IEnumerable<(string Name, DataViewType? Type)> Visible(DataViewSchema schema) => schema.Where(column => !column.IsHidden).Select(column => (column.Name, (DataViewType?)column.Type));

    /// <summary>Throws where a schema lacks columns or has them of other types.</summary>
    public void Check(IEnumerable<(string Name, DataViewType? Type)> schema)
    {
        var types = schema.GroupBy(column => column.Name).ToDictionary(group => group.Key, group => group.Last().Type);
        var faults = new List<string>();
        void Require(string name, string role, string wanted, Func<DataViewType, bool> suits)
        {
            if (!types.TryGetValue(name, out var type)) faults.Add($"there is no {role} column '{name}'");
            else if (type is null || !suits(type)) faults.Add($"the {role} column '{name}' must be {wanted}, but is {(type is null ? "another" : ColumnErrors.Describe(type))}");
        }
        Require(Time, "time", "DateTime, DateTimeOffset or whole numbers", IsTime);
        if (Series is not null) Require(Series, "series", "text, a key or whole numbers", IsId);
        foreach (var name in Values) Require(name, "value", "a number", type => type is NumberDataViewType);
        foreach (var name in Known) Require(name, "known", "a number or Boolean", type => type is NumberDataViewType or BooleanDataViewType);
        foreach (var name in Statics) Require(name, "static", "a number or Boolean", type => type is NumberDataViewType or BooleanDataViewType);
        if (Values.Length == 0) faults.Add("there is no column of numbers to forecast");
        if (faults.Count > 0) throw new ArgumentException($"The rows do not suit: {string.Join("; ", faults)}. The columns are: {string.Join(", ", types.Keys)}.", "inputSchema");
    }

    private static bool IsTime(DataViewType type) => type is DateTimeDataViewType or DateTimeOffsetDataViewType || IsWhole(type);

    private static bool IsId(DataViewType type) => type is TextDataViewType or KeyDataViewType || IsWhole(type);

    private static bool IsWhole(DataViewType type) => type is NumberDataViewType && type.RawType != typeof(float) && type.RawType != typeof(double);
}
