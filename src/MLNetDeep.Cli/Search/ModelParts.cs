using Microsoft.ML;

namespace MLNetDeep.Cli.Search;

/// <summary>What a model is made of.</summary>
internal static class ModelParts
{
    /// <summary>Whether there is a network in it.</summary>
    public static bool HasNetwork(ITransformer model) =>
        model is DeepTransformer || (model is IEnumerable<ITransformer> chain && chain.Any(HasNetwork));
}
