using MLNetDeep.Common;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>
/// Keeps probabilities from being exactly 0 or 1, where 32-bit reals would round them so and a single wrong one makes the mean
/// logarithmic loss infinite: p becomes (1 - k e) p + e with k classes and e = 1e-7 (less for more than 100 classes: k e is at most 1e-5).
/// Their sum and their order stay.
/// </summary>
internal static class SoftProbabilities
{
    private const double Least = 1e-7, Most = 1e-5;

    /// <summary>The smallest that a probability becomes.</summary>
    public static double Floor(int classes) => Math.Min(Least, Most / classes);

    /// <summary>A probability of two classes.</summary>
    public static float Soften(double probability) => (float)((probability * Factor(2)) + Floor(2));

    /// <summary>Probabilities, each one of so many classes. Any shape stays.</summary>
    public static Tensor Soften(Tensor probabilities, int classes) => probabilities.Times(Factor(classes)).Plus(Floor(classes));

    /// <summary>Adds the same to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="probabilities">The name of the probabilities.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="output">What the result is called.</param>
    public static void Add(OnnxGraph graph, string probabilities, int classes, string output)
    {
        var scaled = graph.Node("Mul", [probabilities, graph.Constant(OnnxTensor.Scalar((float)Factor(classes)))]);
        graph.AddNode("Add", "", output, [scaled, graph.Constant(OnnxTensor.Scalar((float)Floor(classes)))], [output]);
    }

    private static double Factor(int classes) => 1 - (classes * Floor(classes));
}
