using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A catalog that knows its environment.</summary>
internal interface IInternalCatalog
{
    IHostEnvironment Environment { get; }
}

internal static class CatalogUtils
{
    /// <summary>The environment of any catalog.</summary>
    public static IHostEnvironment GetEnvironment<TCatalog>(this TCatalog catalog) where TCatalog : class, IInternalCatalog
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        return catalog.Environment;
    }
}
