using MLNetDeep.GraphTasks;
using MLNetDeep.Inputs.Graphs;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>
    /// Trains a graph network on the nodes of a graph: rows have the id of a node and its label. Rows without a label, or that are not given, take part as neighbours of those that are (transductive learning; see
    /// <see cref="GraphTrainerOptions.Inductive"/>).
    /// </summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="graph">The graph, as made by <c>Deep().Graphs</c>.</param>
    /// <param name="options">The network and its training: of Gcn, GraphSage, Gat, GatV2, Gin, Appnp or Rgcn. BatchSize plays no part where steps compute with the whole graph (<see cref="GraphTrainerOptions.Fanouts"/>).</param>
    /// <param name="idColumnName">The column of the rows with the ids of nodes; that of the graph when null.</param>
    /// <param name="tableName">Of a graph of several tables, the one that rows are of.</param>
    public DeepTrainer Nodes(string labelColumnName, NodeGraph graph, GraphNetworkOptions options, string? idColumnName = null, string? tableName = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        if (tableName is null && graph.Tables.Count > 1) throw new ArgumentException($"The graph has several tables: say by {nameof(tableName)} of which the rows are. There are {string.Join(", ", graph.Tables)}.", nameof(tableName));
        var type = graph.TypeOf(tableName ?? graph.Tables[0]);
        var inner = ArchitectureRegistry.All.First(architecture => architecture.OptionsType == options.GetType());
        var own = (GraphNetworkOptions)options.Clone();
        if (NodesSpec.FanoutsOf(own, graph).Count == 0) own.BatchSize = Math.Max(2, graph.NodeCount);
        return FromArchitecture(new NodeArchitecture(inner, graph, type.Name), labelColumnName, idColumnName ?? type.IdColumn, own);
    }
}
