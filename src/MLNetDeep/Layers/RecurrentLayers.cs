using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.utils.rnn;

namespace MLNetDeep.Layers;

/// <summary>Layers of recurrent units in both directions. What stands behind the end of a row is not read. Shapes: [rows, longest, width] → [rows, longest, 2 units].</summary>
/// <param name="units">Units of each layer and direction.</param>
/// <param name="layers">Layers one after the other.</param>
internal abstract class RecurrentLayers(int units, int layers)
{
    /// <summary>The layers as one module of Torch's.</summary>
    public abstract Module Module { get; }

    /// <summary>ONNX's name for them.</summary>
    protected abstract string Operator { get; }

    /// <summary>Torch's gates in the order of ONNX.</summary>
    protected abstract int[] Gates { get; }

    protected virtual (string Name, object Value)[] Attributes => [];

    public Tensor Run(Tensor vectors, Tensor mask)
    {
        var lengths = mask.sum([1, 2]).AtLeast(1).to(ScalarType.Int64).cpu();
        var packed = pack_padded_sequence(vectors, lengths, batch_first: true, enforce_sorted: false);
        return pad_packed_sequence(Call(packed), batch_first: true, total_length: vectors.shape[1]).Item1;
    }

    public OnnxValue Export(OnnxComposer composer, OnnxValue vectors, OnnxValue mask)
    {
        // ONNX has steps first, and counts them in 32 bits.
        var count = composer.Node("ReduceSum", [], [mask, StepMask.Longs(composer, 1, 2)], ("keepdims", 0));
        var least = composer.Node("Max", [], [count, composer.Constant(1)]);
        var lengths = composer.Node("Cast", [], [composer.Node("Reshape", [], [least, StepMask.Longs(composer, -1)])], ("to", (long)OnnxElement.Int32));
        var steps = composer.Node("Transpose", vectors.Shape, [vectors], ("perm", new long[] { 1, 0, 2 }));
        for (var layer = 0; layer < layers; layer++) steps = Export(composer, steps, lengths, layer);
        return composer.Node("Transpose", steps.Shape, [steps], ("perm", new long[] { 1, 0, 2 }));
    }

    protected abstract PackedSequence Call(PackedSequence input);

    private OnnxValue Export(OnnxComposer composer, OnnxValue steps, OnnxValue lengths, int layer)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        string[] directions = [$"l{layer}", $"l{layer}_reverse"];
        Tensor Both(string name) => stack([.. directions.Select(direction => Reorder(Module.get_parameter($"{name}_{direction}")!))]);
        var bias = cat([Both("bias_ih"), Both("bias_hh")], 1);
        var said = composer.Node(Operator, [-1, 2, units],
            [steps, composer.Constant(Both("weight_ih")), composer.Constant(Both("weight_hh")), composer.Constant(bias), lengths],
            [("direction", "bidirectional"), ("hidden_size", units), .. Attributes]);
        // [steps, directions, rows, units] → [steps, rows, both]
        var turned = composer.Node("Transpose", said.Shape, [said], ("perm", new long[] { 0, 2, 1, 3 }));
        return composer.Node("Reshape", [-1, 2L * units], [turned, StepMask.Longs(composer, 0, 0, 2L * units)]);
    }

    private Tensor Reorder(Tensor weights)
    {
        var gates = weights.chunk(Gates.Length);
        return cat([.. Gates.Select(gate => gates[gate])]);
    }
}

/// <summary>Long short-term memory (Hochreiter, Schmidhuber, 1997).</summary>
/// <param name="width">Numbers that describe a step.</param>
/// <param name="units">Units of each layer and direction.</param>
/// <param name="layers">Layers one after the other.</param>
/// <param name="dropout">The dropout rate between layers.</param>
internal sealed class LstmLayers(int width, int units, int layers, double dropout) : RecurrentLayers(units, layers)
{
    private readonly LSTM _layers = LSTM(width, units, layers, batchFirst: true, dropout: layers > 1 ? dropout : 0, bidirectional: true);

    public override Module Module => _layers;

    protected override string Operator => "LSTM";

    // Torch: input, forget, cell, output. ONNX: input, output, forget, cell.
    protected override int[] Gates { get; } = [0, 3, 1, 2];

    protected override PackedSequence Call(PackedSequence input) => _layers.call(input).Item1;
}

/// <summary>Gated recurrent units (Cho et al., Learning Phrase Representations using RNN Encoder-Decoder, 2014).</summary>
/// <param name="width">Numbers that describe a step.</param>
/// <param name="units">Units of each layer and direction.</param>
/// <param name="layers">Layers one after the other.</param>
/// <param name="dropout">The dropout rate between layers.</param>
internal sealed class GruLayers(int width, int units, int layers, double dropout) : RecurrentLayers(units, layers)
{
    private readonly GRU _layers = GRU(width, units, layers, batchFirst: true, dropout: layers > 1 ? dropout : 0, bidirectional: true);

    public override Module Module => _layers;

    protected override string Operator => "GRU";

    // Torch: reset, update, new. ONNX: update, reset, new.
    protected override int[] Gates { get; } = [1, 0, 2];

    // Torch multiplies by the reset gate behind the matrix.
    protected override (string Name, object Value)[] Attributes { get; } = [("linear_before_reset", 1)];

    protected override PackedSequence Call(PackedSequence input) => _layers.call(input).Item1;
}
