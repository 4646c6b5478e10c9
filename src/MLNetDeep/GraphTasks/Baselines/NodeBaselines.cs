using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Tasks;
using static TorchSharp.torch;

namespace MLNetDeep.GraphTasks;

/// <summary>What baselines for nodes have in common.</summary>
internal static class NodeBaselines
{
    /// <summary>The columns that they promise.</summary>
    public static SchemaShape Schema(MLContext context, SchemaShape input, string label)
    {
        ArgumentNullException.ThrowIfNull(input);
        var promised = new MulticlassTask().Promise(context, input, label).ToList();
        return new SchemaShape(input.Where(column => promised.All(p => p.Name != column.Name)).Concat(promised));
    }

    /// <summary>The probabilities that a model gives all nodes of a table [nodes of the graph, classes]; 0 for other tables.</summary>
    public static Tensor Scores(ITransformer model, NodeType type, int nodes, int classes)
    {
        var (all, node) = (new float[(long)nodes * classes], type.First);
        foreach (var scores in model.Transform(type.Rows).GetColumn<float[]>("Score"))
        {
            if (scores.Length != classes) throw new InvalidOperationException($"The model gives {scores.Length} scores, but there are {classes} classes.");
            scores.CopyTo(all, node++ * classes);
        }
        return Tensors.OfFloats(all, nodes, classes);
    }
}
