using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options that all graph networks have.</summary>
public abstract class GraphNetworkOptions : GraphTrainerOptions
{
    /// <summary>The maximum number of epochs: passes over the training set, or steps of the whole graph where nodes are rows. Each network has its own default.</summary>
    [Range(10, 500, 100, true)]
    public override int MaxEpochs { get; set; } = 100;

    /// <summary>Hidden size: numbers that describe a node between layers. Default 64.</summary>
    [Range(16, 256, 64, true)]
    public int HiddenSize { get; set; } = 64;

    /// <summary>Layers of message passing: how many edges away a node sees. Default 2.</summary>
    [Range(1, 6, 2)]
    public int Layers { get; set; } = 2;

    /// <summary>Dropout rate of what nodes have. Default 0.5.</summary>
    [Range(0.0, 0.8, 0.5)]
    public double Dropout { get; set; } = 0.5;

    /// <summary>DropEdge (Rong et al., DropEdge, 2020): the share of edges that are left out in each training step. Default 0.</summary>
    [Range(0.0, 0.5, 0.0)]
    public double EdgeDropout { get; set; }

    /// <summary>The normalization behind each layer but the last. Default None.</summary>
    [Choice(new object[] { GraphNormalization.None, GraphNormalization.Batch, GraphNormalization.Layer, GraphNormalization.Pair }, GraphNormalization.None)]
    public GraphNormalization Normalization { get; set; }

    /// <summary>Whether what goes into a layer is added to what comes out, where both are of one size. Default false.</summary>
    [BooleanChoice(false)]
    public bool Residual { get; set; }

    /// <summary>Jumping knowledge (Xu et al., Representation Learning on Graphs with Jumping Knowledge Networks, 2018): what the end of the network sees of all layers. Default None: the last one.</summary>
    [Choice(new object[] { JumpingKnowledge.None, JumpingKnowledge.Concat, JumpingKnowledge.Max }, JumpingKnowledge.None)]
    public JumpingKnowledge JumpingKnowledge { get; set; }

    /// <summary>How the nodes of a graph become one vector, where each row is a graph. Default Sum.</summary>
    [Choice(new object[] { GraphPooling.Sum, GraphPooling.Mean, GraphPooling.Max, GraphPooling.Attention }, GraphPooling.Sum)]
    public GraphPooling Pooling { get; set; }

    /// <summary>How a link between two nodes is scored, for link prediction. Default Dot.</summary>
    public LinkDecoder LinkDecoder { get; set; }

    internal override int Hops => Layers;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(HiddenSize), HiddenSize, 1);
        faults.AtLeast(nameof(Layers), Layers, 1);
        faults.Share(nameof(Dropout), Dropout);
        faults.Share(nameof(EdgeDropout), EdgeDropout);
        faults.Defined(nameof(Normalization), Normalization);
        faults.Defined(nameof(JumpingKnowledge), JumpingKnowledge);
        faults.Defined(nameof(Pooling), Pooling);
        faults.Defined(nameof(LinkDecoder), LinkDecoder);
    }
}

/// <summary>How a link between two nodes is scored by the vectors of both.</summary>
public enum LinkDecoder
{
    /// <summary>Their dot product.</summary>
    Dot,

    /// <summary>Two layers of neurons on their product, number by number.</summary>
    Mlp,
}

/// <summary>Normalizations between the layers of graph networks.</summary>
public enum GraphNormalization
{
    /// <summary>None.</summary>
    None,

    /// <summary>Batch normalization over all nodes of a batch.</summary>
    Batch,

    /// <summary>Layer normalization of each node.</summary>
    Layer,

    /// <summary>PairNorm (Zhao and Akoglu, PairNorm: Tackling Oversmoothing in GNNs, 2020) over the nodes of each graph.</summary>
    Pair,
}

/// <summary>What the end of a graph network sees of its layers.</summary>
public enum JumpingKnowledge
{
    /// <summary>The last layer.</summary>
    None,

    /// <summary>All layers side by side.</summary>
    Concat,

    /// <summary>The largest value of all layers, number by number.</summary>
    Max,
}

/// <summary>How the nodes of a graph become one vector.</summary>
public enum GraphPooling
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The largest value, number by number.</summary>
    Max,

    /// <summary>A mean with weights that are learned.</summary>
    Attention,
}
