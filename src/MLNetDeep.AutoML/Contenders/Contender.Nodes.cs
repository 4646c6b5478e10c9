namespace MLNetDeep.AutoML;

public sealed partial class Contender
{
    private const string Alpha = "Alpha", Steps = "Steps", Correct = "Correct", Smooth = "Smooth";
    private const double DefaultAlpha = 0.9, DefaultShare = 0.8;
    private const int DefaultSteps = 50;

    // Of these nothing is asked where rows are nodes.
    private static readonly HashSet<string> _ofGraphs = [nameof(GraphNetworkOptions.Pooling)];

    /// <summary>
    /// A graph network whose rows are the nodes of one graph, searched over the ranges that its options declare. Folds share out labels: every trial sees what all nodes of the graph have and how they are linked, unless
    /// <see cref="GraphTrainerOptions.Inductive"/> is set.
    /// </summary>
    /// <param name="architecture">The key, as <c>gcn</c>.</param>
    /// <param name="graph">The graph, as made by <c>Deep().Graphs</c>.</param>
    /// <param name="change">Changes the options that every trial starts from; null for the defaults.</param>
    /// <param name="idColumnName">The column of the rows with the ids of nodes; that of the graph when null.</param>
    /// <param name="tableName">Of a graph of several tables, the one that rows are of.</param>
    /// <exception cref="ArgumentException">There is no such network for graphs; the message lists them.</exception>
    public static Contender Nodes(string architecture, NodeGraph graph, Action<GraphNetworkOptions>? change = null, string? idColumnName = null, string? tableName = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Architecture found = ArchitectureRegistry.Get(architecture);
        if (found.CreateOptions() is not GraphNetworkOptions)
            throw new ArgumentException($"{found.DisplayName} takes {found.InputKind.DisplayName}, but networks for graphs are expected: {string.Join(", ", ArchitectureRegistry.All.Where(a => a.CreateOptions() is GraphNetworkOptions).Select(a => a.Key))}.", nameof(architecture));
        SearchSpace space = new(OptionSpace.Of(found.OptionsType).Where(h => !_ofGraphs.Contains(h.Name)));
        Action<TrainerOptions>? changeAny = change is null ? null : options => change((GraphNetworkOptions)options);
        return new Contender(found.Key, found.DisplayName, true, space, context => context.Task.Catalog(context.Context.Deep())
            .Nodes(context.Task.LabelColumnName, graph, (GraphNetworkOptions)DeepPipeline.Options(found, changeAny, context), idColumnName, tableName));
    }

    /// <summary>Label propagation over a graph (Zhou et al., 2004): a baseline that sees edges and the classes of training nodes alone. For multiclass tasks. Key: labelpropagation.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="idColumnName">The column of the rows with the ids of nodes; that of the graph when null.</param>
    /// <param name="tableName">Of a graph of several tables, the one that rows are of.</param>
    public static Contender LabelPropagation(NodeGraph graph, string? idColumnName = null, string? tableName = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        SearchSpace space = new([new RealHyperparameter(Alpha, 0.5, 0.99) { Default = DefaultAlpha }, new IntegerHyperparameter(Steps, 10, 200, log: true) { Default = DefaultSteps }]);
        return new Contender("labelpropagation", "Label propagation", false, space, context =>
        {
            var values = new ConfigurationReader(context.Configuration);
            return Classes(context, "Label propagation").LabelPropagation(context.Task.LabelColumnName, graph, values.Real(Alpha, DefaultAlpha), values.Whole(Steps, DefaultSteps), idColumnName, tableName);
        });
    }

    /// <summary>
    /// Correct and smooth (Huang et al., 2021): another contender, corrected and smoothed along the edges of a graph; its hyperparameters are searched with those of the correction. For multiclass tasks. Key: correctandsmooth.
    /// </summary>
    /// <param name="graph">The graph; its table of nodes has the columns that the other contender learns from.</param>
    /// <param name="basis">The other contender, such as <c>Contender.Classical(task, "lbfgs")</c>; its scores are probabilities.</param>
    /// <param name="idColumnName">The column of the rows with the ids of nodes; that of the graph when null.</param>
    /// <param name="tableName">Of a graph of several tables, the one that rows are of.</param>
    public static Contender CorrectAndSmooth(NodeGraph graph, Contender basis, string? idColumnName = null, string? tableName = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(basis);
        SearchSpace space = new([.. basis.Space, new RealHyperparameter(Correct, 0.5, 0.99) { Default = DefaultShare }, new RealHyperparameter(Smooth, 0.5, 0.99) { Default = DefaultShare }]);
        return new Contender("correctandsmooth", $"Correct and smooth ({basis.DisplayName})", false, space, context =>
        {
            var values = new ConfigurationReader(context.Configuration);
            TrialContext own = context with { OnReport = null, Configuration = new Configuration(context.Configuration.Values.Where(v => basis.Space.Any(h => h.Name == v.Key))) };
            return Classes(context, "Correct and smooth").CorrectAndSmooth(context.Task.LabelColumnName, graph, basis.Create(own),
                values.Real(Correct, DefaultShare), values.Real(Smooth, DefaultShare), DefaultSteps, idColumnName, tableName);
        });
    }

    private static DeepMulticlassCatalog Classes(TrialContext context, string name) => context.Task.Catalog(context.Context.Deep()) as DeepMulticlassCatalog
        ?? throw new ArgumentException($"{name} is for the task 'multiclass', but the task is '{context.Task.Key}'.");
}
