using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Importing;

/// <summary>A convolution.</summary>
internal sealed class ConvolutionStep : LayerStep
{
    private readonly Module<Tensor, Tensor> _convolution;
    private readonly string _weight;
    private readonly string? _bias;
    private readonly Window _window;
    private readonly long[] _kernel;

    public ConvolutionStep(OnnxNode node, string name, long[] shape, string? bias) : base("Convolution", node, name, node.Inputs[0])
    {
        (_weight, _bias) = (node.Inputs[1], bias);
        var rank = shape.Length - 2;
        (_window, _kernel) = (new Window(node), shape[2..]);
        var (strides, dilations, group) = (_window.Strides(rank), _window.Dilations(rank), node.Integer("group", 1));
        // What is not filled up alike at both ends is filled up before.
        var own = _window.IsEven ? _window.Pads(rank)[..rank] : new long[rank];
        _convolution = rank == 1
            ? Conv1d(shape[1] * group, shape[0], shape[2], strides[0], own[0], dilations[0], groups: group, bias: bias is not null)
            : Conv2d(shape[1] * group, shape[0], (shape[2], shape[3]), (strides[0], strides[1]), (own[0], own[1]), (dilations[0], dilations[1]), groups: group, bias: bias is not null);
    }

    /// <summary>Whether a convolution with weights of a shape can be one.</summary>
    public static bool Suits(long[] shape) => shape.Length is 3 or 4;

    protected override Module Layer => _convolution;

    public override IEnumerable<(string Name, Func<Tensor> Value)> Values
    {
        get
        {
            yield return (_weight, () => _convolution.get_parameter("weight")!);
            if (_bias is not null) yield return (_bias, () => _convolution.get_parameter("bias")!);
        }
    }

    public override Tensor[] Run(Tensor?[] inputs)
    {
        if (_window.IsEven) return [_convolution.call(inputs[0]!)];
        var pads = _window.PadsOf(inputs[0]!.shape[2..], _kernel);
        var rank = _kernel.Length;
        return [_convolution.call(functional.pad(inputs[0]!, [.. Enumerable.Range(0, rank).Reverse().SelectMany(axis => new[] { pads[axis], pads[axis + rank] })]))];
    }
}
