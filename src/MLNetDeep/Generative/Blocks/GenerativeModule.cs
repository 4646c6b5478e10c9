using MLNetDeep.Inputs.Conditioned;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;

namespace MLNetDeep.Generative;

/// <summary>
/// A network that learns what rows are like, and gives its own loss in training.
/// Shapes: <see cref="ConditionedBatch"/> → [rows, 1 + metrics]: the loss of each row, then what is reported beside it.
/// </summary>
/// <param name="name">The module's name.</param>
internal abstract class GenerativeModule(string name) : Block<ConditionedBatch>(name)
{
    /// <summary>The column of the number that it tells of a row.</summary>
    public abstract string NumberColumn { get; }

    /// <summary>Numbers in what a sampler starts from; 0 where the network makes no rows.</summary>
    public abstract int StateSize { get; }

    /// <summary>Whether rows can be drawn at random; else the network makes rows of embeddings alone.</summary>
    public virtual bool CanSample => true;

    /// <summary>What a sampler must know beside the network; null where it makes rows in one go from a latent vector.</summary>
    public virtual string? Prediction => null;

    /// <summary>Adds what it tells of rows.</summary>
    /// <param name="composer">The graph.</param>
    /// <param name="values">Standardized values.</param>
    /// <param name="classes">The numbers of conditions [rows, 1] (Int64); null where there are none.</param>
    public abstract RowValues Describe(OnnxComposer composer, OnnxValue values, OnnxValue? classes);

    /// <summary>Adds what makes rows: standardized values, or one step of a sampler towards them.</summary>
    /// <param name="composer">The graph.</param>
    /// <param name="state">What it starts from [rows, <see cref="StateSize"/>].</param>
    /// <param name="noise">How much noise is in the state, from 0 to 1 [rows, 1].</param>
    /// <param name="classes">The numbers of conditions [rows, 1] (Int64).</param>
    public abstract OnnxValue Generate(OnnxComposer composer, OnnxValue state, OnnxValue noise, OnnxValue classes);
}

/// <summary>What a generative network tells of a row.</summary>
/// <param name="Number">One number [1].</param>
/// <param name="Embedding">A vector that describes it; null for none.</param>
/// <param name="Reconstruction">Standardized values of the row as the network has it; null for none.</param>
internal sealed record RowValues(OnnxValue Number, OnnxValue? Embedding = null, OnnxValue? Reconstruction = null);
