using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNetDeep.Inputs.Graphs;

namespace MLNetDeep.AutoML;

/// <summary>Graphs as vectors of one length, for trainers that know no graphs: a bag of tags of nodes and edges, how many there are, sums and means of their numbers. Who is linked with whom is not in it.</summary>
internal static class GraphVector
{
    /// <summary>From the columns of a graph to a vector.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="columns">What the columns are called.</param>
    /// <param name="output">The name of the vector.</param>
    /// <param name="isScaled">Whether numbers are scaled and missing ones replaced by the mean.</param>
    public static IEstimator<ITransformer> Create(MLContext ml, GraphTrainerOptions columns, string output, bool isScaled)
    {
        EstimatorChain<ITransformer> chain = new EstimatorChain<ITransformer>().Append(new GraphCountsEstimator(ml, columns, output));
        return !isScaled ? chain : chain
            .Append((IEstimator<ITransformer>)ml.Transforms.ReplaceMissingValues(output, replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean))
            .Append((IEstimator<ITransformer>)ml.Transforms.NormalizeMeanVariance(output, fixZero: false));
    }

    /// <summary>Gives a network the columns.</summary>
    public static void Apply(GraphTrainerOptions columns, TrainerOptions network)
    {
        if (network is not GraphTrainerOptions options)
            return;
        (options.NodeTagColumnName, options.NodeFeatureColumnName, options.NodeFeatureCount) = (columns.NodeTagColumnName, columns.NodeFeatureColumnName, columns.NodeFeatureCount);
        (options.SourceColumnName, options.TargetColumnName) = (columns.SourceColumnName, columns.TargetColumnName);
        (options.EdgeTagColumnName, options.EdgeFeatureColumnName, options.Undirected) = (columns.EdgeTagColumnName, columns.EdgeFeatureColumnName, columns.Undirected);
    }
}
