using Microsoft.ML;

namespace MLNetDeep;

public sealed partial class DeepMulticlassCatalog
{
    /// <summary>Label propagation over a graph: a baseline that sees edges and the classes of training nodes alone. <c>ml.Model.Save</c> saves its model.</summary>
    /// <param name="labelColumnName">The label: a key.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="alpha">The share that comes from neighbours in each step. Default 0.9.</param>
    /// <param name="steps">Steps. Default 50.</param>
    /// <param name="idColumnName">The column of the rows with the ids of nodes; that of the graph when null.</param>
    /// <param name="tableName">Of a graph of several tables, the one that rows are of.</param>
    public LabelPropagationTrainer LabelPropagation(string labelColumnName, NodeGraph graph, double alpha = 0.9, int steps = 50, string? idColumnName = null, string? tableName = null) =>
        new(Context, graph, Columns(labelColumnName, graph, idColumnName, tableName), (Share(alpha, nameof(alpha)), Steps(steps)));

    /// <summary>
    /// Correct and smooth: any trainer of classes on what nodes have, corrected and smoothed along the edges of a graph. <c>ml.Model.Save</c> saves its model.
    /// </summary>
    /// <param name="labelColumnName">The label: a key.</param>
    /// <param name="graph">The graph; its table of nodes has the columns that the trainer learns from.</param>
    /// <param name="basis">The trainer, or a pipeline that ends with one; its scores are probabilities.</param>
    /// <param name="correct">The share that comes from neighbours in each step of correction. Default 0.8.</param>
    /// <param name="smooth">The share that comes from neighbours in each step of smoothing. Default 0.8.</param>
    /// <param name="steps">Steps of both. Default 50.</param>
    /// <param name="idColumnName">The column of the rows with the ids of nodes; that of the graph when null.</param>
    /// <param name="tableName">Of a graph of several tables, the one that rows are of.</param>
    public CorrectAndSmoothTrainer CorrectAndSmooth(string labelColumnName, NodeGraph graph, IEstimator<ITransformer> basis, double correct = 0.8, double smooth = 0.8, int steps = 50, string? idColumnName = null,
        string? tableName = null)
    {
        ArgumentNullException.ThrowIfNull(basis);
        return new(Context, graph, basis, Columns(labelColumnName, graph, idColumnName, tableName), (Share(correct, nameof(correct)), Share(smooth, nameof(smooth)), Steps(steps)));
    }

    private static (string Label, string Id, string Table) Columns(string label, NodeGraph graph, string? id, string? table)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        ArgumentNullException.ThrowIfNull(graph);
        if (table is null && graph.Tables.Count > 1) throw new ArgumentException($"The graph has several tables: say of which the rows are. There are {string.Join(", ", graph.Tables)}.", nameof(table));
        var type = graph.TypeOf(table ?? graph.Tables[0]);
        return (label, id ?? type.IdColumn, type.Name);
    }

    private static double Share(double value, string name) => value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, "The share must be above 0 and below 1.");

    private static int Steps(int steps) => steps >= 1 ? steps : throw new ArgumentOutOfRangeException(nameof(steps), steps, "There must be at least 1 step.");
}
