using MLNetDeep.Inputs;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>A kind of graph network: for graphs as rows, and for the nodes of one graph as rows.</summary>
/// <typeparam name="TOptions">The class of its options.</typeparam>
internal abstract class GraphArchitecture<TOptions> : Architecture
    where TOptions : GraphNetworkOptions, new()
{
    public sealed override InputKind InputKind => InputKinds.OfShape(typeof(GraphShape));

    public sealed override Type OptionsType => typeof(TOptions);

    internal override bool CanBePart => false;

    public sealed override TrainerOptions CreateSmallOptions()
    {
        var options = new TOptions { HiddenSize = 32, BatchSize = 32, LearningRate = 1e-2 };
        Shrink(options);
        return options;
    }

    public sealed override Module Build(TrainerOptions options, InputShape input, OutputShape output) => input is GraphShape { IsPair: true } pairs
        ? new LinkModule(Build((TOptions)options, pairs, LinkModule.VectorsFor((TOptions)options)), (TOptions)options, output)
        : Build((TOptions)options, (GraphShape)input, output);

    /// <summary>Makes the module.</summary>
    protected abstract Module<GraphBatch, Tensor> Build(TOptions options, GraphShape input, OutputShape output);

    /// <summary>Makes the network smaller still.</summary>
    protected virtual void Shrink(TOptions options)
    {
    }
}
