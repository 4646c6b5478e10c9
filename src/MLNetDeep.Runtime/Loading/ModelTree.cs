using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Runtime;

/// <summary>Models as trees: chains hold transformers, which may be chains.</summary>
internal static class ModelTree
{
    /// <summary>The steps of a type in a model and where they stand.</summary>
    public static IEnumerable<(int[] Position, T Step)> Find<T>(ITransformer model)
        where T : ITransformer
    {
        if (model is T step) return [([], step)];
        return model is IEnumerable<ITransformer> chain
            ? chain.SelectMany((child, i) => Find<T>(child).Select(found => ((int[])[i, .. found.Position], found.Step)))
            : [];
    }

    /// <summary>The same model with another transformer in one place.</summary>
    /// <param name="model">The model.</param>
    /// <param name="position">The place.</param>
    /// <param name="change">Makes it of what stands there.</param>
    public static ITransformer Replace(ITransformer model, ReadOnlySpan<int> position, Func<ITransformer, ITransformer> change)
    {
        if (position.IsEmpty) return change(model);
        ITransformer[] children = model is IEnumerable<ITransformer> chain ? [.. chain] : [];
        if (position[0] >= children.Length)
            throw new InvalidDataException("its networks are said to stand where no step is");
        children[position[0]] = Replace(children[position[0]], position[1..], change);
        return new TransformerChain<ITransformer>(children);
    }
}
