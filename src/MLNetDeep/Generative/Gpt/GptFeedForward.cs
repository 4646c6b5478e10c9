using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>The feed-forward part of a layer; its output projection starts at 0. Shapes: [rows, length, width] stay.</summary>
internal sealed class GptFeedForward : Block<Tensor>
{
    private const string Up = "up", Gate = "gate", Down = "down";
    private readonly bool _isGated;

    public GptFeedForward(int width, GptActivation activation) : base(nameof(GptFeedForward))
    {
        _isGated = activation == GptActivation.SwiGlu;
        var hidden = _isGated ? Blocks.DivisibleBy8(8.0 / 3 * width) : 4 * width;
        Parameter(Up, init.normal_(empty(hidden, width), 0, 1 / Math.Sqrt(width)));
        if (_isGated) Parameter(Gate, init.normal_(empty(hidden, width), 0, 1 / Math.Sqrt(width)));
        Parameter(Down, zeros(width, hidden));
    }

    /// <summary>Adds what forward does to a graph.</summary>
    public OnnxValue Export(GptGraph graph, OnnxValue states)
    {
        var up = graph.Linear(states, get_parameter(Up)!.transpose(0, 1));
        if (!_isGated)
        {
            var positive = graph.Node("Relu", [up]);
            return graph.Linear(graph.Node("Mul", [positive, positive]), get_parameter(Down)!.transpose(0, 1));
        }
        var gate = graph.Linear(states, get_parameter(Gate)!.transpose(0, 1));
        var silu = graph.Node("Mul", [gate, graph.Node("Sigmoid", [gate])]);
        return graph.Linear(graph.Node("Mul", [silu, up]), get_parameter(Down)!.transpose(0, 1));
    }

    protected override Tensor Run(Tensor input)
    {
        var up = functional.linear(input, get_parameter(Up)!);
        var hidden = _isGated ? functional.silu(functional.linear(input, get_parameter(Gate)!)).mul(up) : functional.relu(up).Squared();
        return functional.linear(hidden, get_parameter(Down)!);
    }
}
