using MLNetDeep.Common;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>
/// The layers of a transformer encoder over the steps of rows: attention with rotary positions, and neurons for each step, with norms before each part (Xiong et al., On Layer Normalization in the
/// Transformer Architecture, 2020) and one at the end. Shapes: [rows, longest, width] stay.
/// </summary>
internal sealed class RotaryLayers
{
    private readonly List<(LayerNorm Norm, RotaryAttention Attention, Sequential Neurons)> _layers = [];
    private readonly LayerNorm _norm;

    /// <param name="width">Numbers that describe a step.</param>
    /// <param name="heads">Heads of each layer.</param>
    /// <param name="layers">Layers.</param>
    /// <param name="expansion">Neurons of a layer, as a multiple of the width.</param>
    /// <param name="longest">The most steps of a row.</param>
    /// <param name="dropout">The dropout rate of neurons.</param>
    /// <param name="attentionDropout">The share of what a step sees of the others that is dropped in training.</param>
    /// <param name="register">Makes a module a part of the network, under a name.</param>
    public RotaryLayers(int width, int heads, int layers, int expansion, int longest, double dropout, double attentionDropout, Action<string, Module> register)
    {
        for (var i = 0; i < layers; i++)
        {
            var layer = (LayerNorm(width), new RotaryAttention(width, heads, longest, attentionDropout), Sequential(
                ("norm", LayerNorm(width)),
                ("up", Linear(width, (long)width * expansion)),
                ("gelu", GELU()),
                ("dropout", Dropout(dropout)),
                ("down", Linear((long)width * expansion, width))));
            register($"norm{i}", layer.Item1);
            register($"attention{i}", layer.Item2);
            register($"neurons{i}", layer.Item3);
            _layers.Add(layer);
        }
        register("norm", _norm = LayerNorm(width));
    }

    /// <summary>The states of steps.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="mask">Which places hold one [rows, longest, 1].</param>
    /// <param name="dropout">What drops numbers of what layers add.</param>
    public Tensor Run(Tensor steps, Tensor mask, Dropout dropout)
    {
        var bias = StepMask.Bias(mask.squeeze(2).unsqueeze(1).unsqueeze(1));
        foreach (var (norm, attention, neurons) in _layers)
        {
            steps = steps.Plus(dropout.call(attention.call(norm.call(steps), bias)));
            steps = steps.Plus(dropout.call(neurons.call(steps)));
        }
        return _norm.call(steps);
    }

    /// <summary>Adds what <see cref="Run"/> does in evaluation mode.</summary>
    public OnnxValue Export(OnnxComposer composer, OnnxValue steps, OnnxValue mask)
    {
        var flat = composer.Node("Unsqueeze", [1, 1, -1], [composer.Node("Squeeze", [-1], [mask, StepMask.Longs(composer, 2)]), StepMask.Longs(composer, 1, 2)]);
        var bias = StepMask.Bias(composer, flat);
        var longest = composer.Node("Slice", [1], [composer.Node("Shape", [2], [mask]), StepMask.Longs(composer, 1), StepMask.Longs(composer, 2)]);
        foreach (var (norm, attention, neurons) in _layers)
        {
            steps = composer.Add(steps, attention.Export(composer, composer.Apply(norm, steps), bias, longest));
            steps = composer.Add(steps, composer.Apply(neurons, steps));
        }
        return composer.Apply(_norm, steps);
    }
}
