using Microsoft.ML;

namespace MLNetDeep;

/// <summary>Saves and loads models together with the weights and options of their networks.</summary>
public sealed partial class DeepModelCatalog
{
    internal DeepModelCatalog(MLContext context) => Context = context;

    internal MLContext Context { get; }
}
