using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Persistence;

/// <summary>Models as trees: chains hold transformers, which may be chains.</summary>
internal static class ModelTree
{
    /// <summary>The networks in a model and where they stand.</summary>
    public static IEnumerable<(int[] Position, DeepTransformer Network)> FindNetworks(ITransformer model)
    {
        if (model is DeepTransformer network)
            return [([], network)];
        return model is IEnumerable<ITransformer> chain
            ? chain.SelectMany((child, i) => FindNetworks(child).Select(found => ((int[])[i, .. found.Position], found.Network)))
            : [];
    }

    /// <summary>The same model with another transformer in one place. What stood there is disposed.</summary>
    public static ITransformer Replace(ITransformer model, ReadOnlySpan<int> position, ITransformer replacement)
    {
        if (position.IsEmpty)
        {
            (model as IDisposable)?.Dispose();
            return replacement;
        }
        ITransformer[] children = model is IEnumerable<ITransformer> chain ? [.. chain] : [];
        if (position[0] >= children.Length)
            throw new InvalidDataException("its networks are said to stand where no step is");
        children[position[0]] = Replace(children[position[0]], position[1..], replacement);
        return new TransformerChain<ITransformer>(children);
    }
}
