using MLNetDeep.Inputs.Series;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>
/// Reads a window step by step, all columns together, and forecasts all steps to come from its last state by a linear layer. Shapes: [windows, steps, columns] → [windows, horizon, columns].
/// </summary>
internal sealed class LstmForecasterModule : Block
{
    // Torch: input, forget, cell, output. ONNX: input, output, forget, cell.
    private static readonly int[] Gates = [0, 3, 1, 2];
    private readonly SeriesShape _shape;
    private readonly int _units, _count;
    private readonly LSTM _layers;
    private readonly Dropout _dropout;
    private readonly Linear _head;

    public LstmForecasterModule(LstmForecasterOptions options, SeriesShape shape) : base(nameof(LstmForecasterModule))
    {
        (_shape, _units, _count) = (shape, options.Units, options.Layers);
        _layers = Part("layers", LSTM(shape.Width, options.Units, options.Layers, batchFirst: true, dropout: options.Layers > 1 ? options.Dropout : 0));
        _dropout = Part("dropout", Dropout(options.Dropout));
        _head = Part("head", Linear(options.Units, (long)shape.Horizon * shape.Width));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        // ONNX has steps first: [steps, windows, columns].
        var steps = composer.Node("Transpose", input.Shape, [input], ("perm", new long[] { 1, 0, 2 }));
        for (var layer = 0; layer < _count; layer++)
        {
            using var scope = NewDisposeScope();
            using var still = no_grad();
            var bias = cat([Reorder($"bias_ih_l{layer}"), Reorder($"bias_hh_l{layer}")]).unsqueeze(0);
            var all = composer.Node("LSTM", [1, -1, _units], [steps, composer.Constant(Reorder($"weight_ih_l{layer}").unsqueeze(0)), composer.Constant(Reorder($"weight_hh_l{layer}").unsqueeze(0)), composer.Constant(bias)],
                ("hidden_size", (long)_units));
            // [steps, 1, windows, units] → [steps, windows, units]
            steps = composer.Node("Squeeze", [-1, _units], [all, NormalizedBody.Index(composer, 1)]);
        }
        var last = composer.Node("Gather", [_units], [steps, new OnnxValue(composer.Graph.Constant(Onnx.Graph.OnnxTensor.WholeScalar(_shape.LookBack - 1)), [])], ("axis", 0));
        return composer.Reshape(composer.Apply(_head, last), _shape.Horizon, _shape.Width);
    }

    protected override Tensor Run(Tensor input)
    {
        var steps = _layers.call(input).Item1;
        return _head.call(_dropout.call(steps.select(1, _shape.LookBack - 1))).reshape(-1, _shape.Horizon, _shape.Width);
    }

    private Tensor Reorder(string name)
    {
        var gates = _layers.get_parameter(name)!.chunk(Gates.Length);
        return cat([.. Gates.Select(gate => gates[gate])]);
    }
}
