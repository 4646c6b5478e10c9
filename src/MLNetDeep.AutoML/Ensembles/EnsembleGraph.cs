using MLNetDeep.Onnx.Graph;
using MLNetDeep.Persistence;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;

namespace MLNetDeep.AutoML;

/// <summary>The weighted mean of members' predictions as an ONNX graph: one product with a matrix of the weights, and what the task makes of it.</summary>
internal static class EnsembleGraph
{
    /// <summary>The input: the predictions of all members, one behind the other.</summary>
    public const string Input = "MLNetDeep.Votes";

    private const string Score = "Score";

    // As far from certain as single precision can tell.
    private const float Least = 1e-7f;

    /// <summary>Probabilities of true: the outputs that a binary network has.</summary>
    public static byte[] Binary(double[] weights)
    {
        var graph = new OnnxGraph();
        string mean = graph.Node("Clip", [Mean(graph, weights, 1), graph.Constant(OnnxTensor.Scalar(Least)), graph.Constant(OnnxTensor.Scalar(1 - Least))]);
        string odds = graph.Node("Div", [mean, graph.Node("Sub", [graph.Constant(OnnxTensor.Scalar(1)), mean])]);
        graph.AddNode("Log", "", SavedColumns.ScoreVector, [odds], [SavedColumns.ScoreVector]);
        graph.AddNode("Identity", "", SavedColumns.ProbabilityVector, [mean], [SavedColumns.ProbabilityVector]);
        graph.Output(SavedColumns.ScoreVector, OnnxElement.Float, [1]);
        graph.Output(SavedColumns.ProbabilityVector, OnnxElement.Float, [1]);
        return graph.ToModel("MLNetDeep", "Ensemble");
    }

    /// <summary>Numbers.</summary>
    public static byte[] Regression(double[] weights)
    {
        var graph = new OnnxGraph();
        graph.AddNode("Identity", "", SavedColumns.ScoreVector, [Mean(graph, weights, 1)], [SavedColumns.ScoreVector]);
        graph.Output(SavedColumns.ScoreVector, OnnxElement.Float, [1]);
        return graph.ToModel("MLNetDeep", "Ensemble");
    }

    /// <summary>Probabilities of classes that sum to 1, and the label of the largest.</summary>
    public static byte[] Multiclass(double[] weights, LabelValues labels)
    {
        var graph = new OnnxGraph();
        string mean = Mean(graph, weights, labels.Count);
        string sum = graph.Node("ReduceSum", [mean, graph.Constant(OnnxTensor.Vector(1))], ("keepdims", 1));
        graph.AddNode("Div", "", Score, [mean, sum], [Score]);
        graph.Output(Score, OnnxElement.Float, [labels.Count]);
        MulticlassSaving.AddLabels(graph, labels);
        return graph.ToModel("MLNetDeep", "Ensemble");
    }

    private static string Mean(OnnxGraph graph, double[] weights, int width)
    {
        string input = graph.Input(Input, OnnxElement.Float, [weights.Length * width]);
        var matrix = new float[weights.Length * width * width];
        for (int member = 0; member < weights.Length; member++)
            for (int i = 0; i < width; i++)
                matrix[(((member * width) + i) * width) + i] = (float)weights[member];
        return graph.Node("MatMul", [input, graph.Constant(OnnxTensor.Of(matrix, weights.Length * width, width))]);
    }
}
