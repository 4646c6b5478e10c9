using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Methods of the catalogs that take code of one's own.</summary>
public static class CustomMappingCatalog
{
    public static CustomMappingEstimator<TSrc, TDst> CustomMapping<TSrc, TDst>(this TransformsCatalog catalog,
        Action<TSrc, TDst> mapAction, string? contractName,
        SchemaDefinition? inputSchemaDefinition = null, SchemaDefinition? outputSchemaDefinition = null)
        where TSrc : class, new()
        where TDst : class, new() =>
        new(catalog.GetEnvironment(), mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition);

    /// <summary>Drops the rows for which the predicate holds.</summary>
    public static IDataView FilterByCustomPredicate<TSrc>(
        this DataOperationsCatalog catalog, IDataView input, Func<TSrc, bool> filterPredicate)
        where TSrc : class, new()
    {
        IHostEnvironment env = catalog.GetEnvironment();
        env.CheckValue(input, nameof(input));
        env.CheckValue(filterPredicate, nameof(filterPredicate));
        var reader = new RowWriter<TSrc>(env, input.Schema, false, null);
        return new FilteringView(input, [.. reader.Columns], row =>
        {
            var source = new TSrc();
            Action<TSrc> fill = reader.CreateFiller(row);
            return () =>
            {
                fill(source);
                return !filterPredicate(source);
            };
        });
    }
}
