namespace MLNetDeep;

/// <summary>The options of every trainer that takes graphs: of each row one, or of one graph each node.</summary>
public class GraphTrainerOptions : TrainerOptions
{
    private const string DefaultTags = "Nodes", DefaultFeatures = "NodeFeatures", DefaultEdgeTags = "EdgeTags", DefaultEdgeFeatures = "EdgeFeatures";

    /// <summary>
    /// The column with the tag of each node of a row's graph: a vector of any length, of text or of whole numbers, which are categories. Default Nodes; left out where there is no column Nodes.
    /// </summary>
    public string NodeTagColumnName { get; set; } = DefaultTags;

    /// <summary>
    /// The column with numbers of the nodes: a vector of any length, the numbers of the first node, then those of the second. Default NodeFeatures; left out where there is no column NodeFeatures.
    /// </summary>
    public string NodeFeatureColumnName { get; set; } = DefaultFeatures;

    /// <summary>Numbers of a node in NodeFeatureColumnName; 0 (the default) for as many as the first graph with nodes has for each of its tags.</summary>
    public int NodeFeatureCount { get; set; }

    /// <summary>The column with the node that each edge goes from: a vector of any length of whole numbers, counted from 0. Default Sources.</summary>
    public string SourceColumnName { get; set; } = "Sources";

    /// <summary>The column with the node that each edge goes to, as long as that of the sources. Default Targets.</summary>
    public string TargetColumnName { get; set; } = "Targets";

    /// <summary>The column with the tag of each edge: text or whole numbers. Default EdgeTags; left out where there is no column EdgeTags.</summary>
    public string EdgeTagColumnName { get; set; } = DefaultEdgeTags;

    /// <summary>
    /// The column with numbers of the edges: the numbers of the first edge, then those of the second. Default EdgeFeatures; left out where there is no column EdgeFeatures.
    /// </summary>
    public string EdgeFeatureColumnName { get; set; } = DefaultEdgeFeatures;

    /// <summary>Whether edges go both ways: of those that have none in the other direction, one is added. Default true.</summary>
    public bool Undirected { get; set; } = true;

    /// <summary>
    /// Random-walk positional encodings (Dwivedi et al., Graph Neural Networks with Learnable Structural and Positional Representations, 2022): each node is told how probable it is that a random walk is back
    /// after 1, 2, … steps, up to this many. It takes nodes × edges × steps of each graph. For graphs as rows. Default 0: none.
    /// </summary>
    public int RandomWalkSteps { get; set; }

    /// <summary>
    /// Laplacian positional encodings (Dwivedi et al., Benchmarking Graph Neural Networks, 2020): each node is told its places in so many eigenvectors of the graph's normalized Laplacian, those of the smallest eigenvalues above 0. An
    /// eigenvector is one with either sign: in training signs are flipped by chance, in scoring they follow from the graph. Where eigenvalues are equal, as in rings, the order of nodes plays a part. It takes nodes³ of each graph.
    /// For graphs as rows. Default 0: none.
    /// </summary>
    public int LaplacianVectors { get; set; }

    /// <summary>
    /// Of nodes as rows, the most neighbours that are drawn for each node in a training step, for each layer from the output to the input (fan-outs: Hamilton et al. 2017), such as 15,10: a step computes with the neighbourhood of
    /// its mini-batch alone. None (the default): the whole graph in each step, where it has up to a million edges, and 10 for each layer beyond. Scores are always computed with all neighbours.
    /// </summary>
    public int[] Fanouts { get; set; } = [];

    /// <summary>Of nodes as rows, whether training sees the rows to train and validate on and the edges between them alone (inductive learning); else all nodes and edges, without labels. Default false.</summary>
    public bool Inductive { get; set; }

    // How many edges away a node sees.
    internal virtual int Hops => 2;

    internal IEnumerable<(string Name, bool IsDefault)> Columns =>
    [
        (NodeTagColumnName, NodeTagColumnName == DefaultTags), (NodeFeatureColumnName, NodeFeatureColumnName == DefaultFeatures), (SourceColumnName, false), (TargetColumnName, false),
        (EdgeTagColumnName, EdgeTagColumnName == DefaultEdgeTags), (EdgeFeatureColumnName, EdgeFeatureColumnName == DefaultEdgeFeatures),
    ];

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(NodeFeatureCount), NodeFeatureCount, 0);
        faults.Require(Fanouts.All(count => count >= 1), $"{nameof(Fanouts)} must be at least 1 each, but were {string.Join(",", Fanouts)}.");
        faults.AtLeast(nameof(RandomWalkSteps), RandomWalkSteps, 0);
        faults.AtLeast(nameof(LaplacianVectors), LaplacianVectors, 0);
        faults.Require(Columns.All(column => !string.IsNullOrEmpty(column.Name)), "Columns of graphs must have names.");
        faults.Require(Columns.Select(column => column.Name).Distinct().Count() == 6, "The columns of graphs must be different ones.");
        faults.Require(Mixup == 0, $"{nameof(Mixup)} must be 0 for graphs, which cannot be mixed, but was {OptionCatalog.Text([Mixup])}.");
    }
}
