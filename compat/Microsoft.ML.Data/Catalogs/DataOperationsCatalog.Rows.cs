using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    public IDataView TakeRows(IDataView input, long count)
    {
        CheckCount(input, count);
        return new SkipTakeView(input, 0, count);
    }

    public IDataView SkipRows(IDataView input, long count)
    {
        CheckCount(input, count);
        return new SkipTakeView(input, count, long.MaxValue);
    }

    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        Contracts.CheckValue(input, nameof(input));
        return new CacheDataView(_env, input, columnsToPrefetch ?? []);
    }

    public IDataView ShuffleRows(
        IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckUserArg(shufflePoolSize > 0, nameof(shufflePoolSize), "Must be positive");
        return new ShuffleView(input, DrawSeed("Shuffle", seed), shufflePoolSize, shuffleSource);
    }

    public IDataView BootstrapSample(IDataView input, int? seed = null, bool complement = false)
    {
        Contracts.CheckValue(input, nameof(input));
        return new BootstrapView(input, DrawSeed("Bootstrap", seed), complement);
    }

    public IDataView FilterRowsByColumn(
        IDataView input, string columnName, double lowerBound = double.NegativeInfinity,
        double upperBound = double.PositiveInfinity)
    {
        CheckBounds(input, columnName, lowerBound, upperBound);
        DataViewSchema.Column column = input.Schema[columnName];
        if (column.Type is not NumberDataViewType)
        {
            throw Contracts.ExceptSchemaMismatch(
                nameof(columnName), "filter", columnName, "number", column.Type.ToString()!);
        }
        if (column.Type.RawType != typeof(float) && column.Type.RawType != typeof(double))
            throw Contracts.ExceptUserArg("Column", $"Column '{columnName}' does not have compatible type");
        return InRange(input, column, new Interval(lowerBound, upperBound, double.IsPositiveInfinity(upperBound)));
    }

    public IDataView FilterRowsByKeyColumnFraction(
        IDataView input, string columnName, double lowerBound = 0, double upperBound = 1)
    {
        CheckBounds(input, columnName, lowerBound, upperBound);
        Contracts.CheckParam(0 <= lowerBound && lowerBound <= 1, nameof(lowerBound), "Must be in [0, 1]");
        Contracts.CheckParam(0 <= upperBound && upperBound <= 2, nameof(upperBound), "Must be in [0, 2]");
        DataViewSchema.Column column = input.Schema[columnName];
        if (column.Type is not KeyDataViewType)
        {
            throw Contracts.ExceptSchemaMismatch(
                nameof(columnName), "filter", columnName, "key", column.Type.ToString()!);
        }
        return InRange(input, column, new Interval(lowerBound, upperBound, false));
    }

    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        Contracts.CheckValue(input, nameof(input));
        if (columns == null || columns.Length == 0)
            throw Contracts.ExceptUserArg(nameof(columns));
        DataViewSchema.Column[] inputs = columns.Select(name => input.Schema[name]).ToArray();
        foreach (DataViewSchema.Column column in inputs)
        {
            Contracts.CheckUserArg(RowPredicates.SupportsMissing(column.Type), "Columns",
                $"Column '{column.Name}' has type {column.Type} which does not support missing values, so we cannot filter on them");
        }
        return new FilteringView(input, inputs, row => RowPredicates.NothingMissing(row, inputs));
    }

    private static FilteringView InRange(IDataView input, DataViewSchema.Column column, Interval interval)
        => new(input, [column],
            row => RowPredicates.InRange(RowPredicates.Number(row, column), interval, complement: false));

    private static void CheckCount(IDataView input, long count)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckUserArg(count > 0, nameof(count), "Must be greater than zero.");
    }

    private static void CheckBounds(IDataView input, string columnName, double lowerBound, double upperBound)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckNonEmpty(columnName, nameof(columnName));
        Contracts.CheckParam(lowerBound < upperBound, nameof(upperBound), "Must be less than lowerBound");
    }

    private int DrawSeed(string name, int? seed) => seed ?? _env.Register(name).Rand.Next();
}
