using Microsoft.ML;
using MLNetDeep.Generative;

namespace MLNetDeep;

/// <summary>A trained language model.</summary>
public sealed class GptTransformer : IDisposable
{
    internal GptTransformer(MLContext context, GptModel model) => (Context, Model) = (context, model);

    /// <summary>What happened in training.</summary>
    public TrainingHistory History => Model.History;

    internal GptModel Model { get; }

    private MLContext Context { get; }

    /// <inheritdoc/>
    public void Dispose() => Model.Network.Dispose();
}
