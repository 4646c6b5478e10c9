using MLNetDeep.Common;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>A graph convolution: h = D^-½ (A + I) D^-½ x W + b. Shapes: [nodes, width] and edges → [nodes, outputs].</summary>
internal sealed class GcnConv : GraphConv
{
    private const string Bias = "bias";
    private readonly Linear _linear;

    public GcnConv(int width, int outputs) : base(nameof(GcnConv))
    {
        _linear = Part("linear", Linear(width, outputs, hasBias: false));
        init.xavier_uniform_(_linear.weight!);
        Parameter(Bias, zeros(outputs));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue nodes, OnnxEdges edges)
    {
        var sums = edges.WithLoops().NormalOf(composer.Apply(_linear, nodes));
        return composer.Node("Add", sums.Shape, [sums, composer.Constant(get_parameter(Bias)!)]);
    }

    protected override Tensor Run(Tensor nodes, EdgeList edges) => edges.WithLoops().NormalOf(_linear.call(nodes)).Plus(get_parameter(Bias)!);
}
