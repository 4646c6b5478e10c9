using MLNetDeep.Inputs.Graphs;
using static TorchSharp.torch.nn;

namespace MLNetDeep.GraphTasks;

/// <summary>A graph network whose rows are the nodes of one graph. It is not in the registry: it knows the graph.</summary>
/// <param name="inner">The network's architecture.</param>
/// <param name="graph">The graph.</param>
/// <param name="table">The table of nodes that rows are of.</param>
/// <param name="arePairs">Whether rows are pairs of nodes.</param>
internal sealed class NodeArchitecture(Architecture inner, NodeGraph graph, string table, bool arePairs = false) : Architecture
{
    // A model that is loaded knows its graph when it is given one.
    public override string Key => inner.Key;

    public override string DisplayName => inner.DisplayName;

    public override InputKind InputKind { get; } = new NodesInput(graph, table, arePairs);

    public override Type OptionsType => inner.OptionsType;

    internal override bool CanBePart => false;

    public override Module Build(TrainerOptions options, InputShape input, OutputShape output) => inner.Build(options, input, output);
}
