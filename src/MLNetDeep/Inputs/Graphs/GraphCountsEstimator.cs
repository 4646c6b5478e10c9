using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>
/// Makes of graphs, one a row, a vector of one length, for trainers that know no graphs: how many nodes and edges there are, how often each tag, and sums and means of numbers. Who is linked with whom is not in it.
/// </summary>
/// <param name="ml">The context.</param>
/// <param name="options">The columns of the graphs.</param>
/// <param name="output">The name of the vector.</param>
internal sealed class GraphCountsEstimator(MLContext ml, GraphTrainerOptions options, string output) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var spec = GraphLearner.Learn(input, ColumnsIn(input.Schema, options), options);
        var steps = new StepList(input);
        new GraphSaving(ml, spec).AddColumns(steps, [.. spec.Settings.ToNumbers(), spec.TagNames.Count, spec.EdgeTagNames.Count]);
        steps.Add(ml.Transforms.CustomMapping<GraphRow, GraphCounts>(GraphCountsMapping.Map, GraphCountsMapping.Contract));
        // Trainers want a vector whose length is known, which a mapping does not say.
        var width = 2 + spec.TagNames.Count + spec.EdgeTagNames.Count + (2 * (spec.Settings.NodeFeatures + spec.Settings.EdgeFeatures));
        SettingsGraph.AddLength(ml, steps, SavedColumns.GraphCounts, output, width);
        // A saved network that follows drops columns of these names.
        steps.Add(ml.Transforms.DropColumns([.. GraphSaving.Columns, SavedColumns.GraphCounts]));
        return steps.ToChain();
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        // A vector of numbers whose length is known.
        return ml.Transforms.CustomMapping<AnyRow, GraphDefaults>(GraphDefaultsMapping.Map, GraphDefaultsMapping.Contract).Append(ml.Transforms.CopyColumns(output, SavedColumns.GraphStart))
            .Append(ml.Transforms.DropColumns(SavedColumns.GraphStart, SavedColumns.GraphTags, SavedColumns.GraphNumbers, SavedColumns.GraphEdgeTags, SavedColumns.GraphEdgeNumbers)).GetOutputSchema(inputSchema);
    }

    /// <summary>The columns of graphs that a schema has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no such columns, or they are of other types.</exception>
    public static GraphColumns ColumnsIn(DataViewSchema schema, GraphTrainerOptions options)
    {
        var request = new FeatureRequest(null, "", []) { Options = options };
        InputKinds.OfShape(typeof(GraphShape)).Check(request, schema);
        return GraphColumns.Of(options, request, name => schema.GetColumnOrNull(name) is not null);
    }
}
