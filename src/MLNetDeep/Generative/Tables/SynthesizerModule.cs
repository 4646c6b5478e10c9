using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative.Tables;

/// <summary>
/// Learns to take noise off rows. At time t, from 0 (noise) to 1 (a row), a number is (1 - t) noise + t number, and the network says its velocity, number - noise (flow matching along straight paths); a category is hidden
/// with probability 1 - t, and the network says which it is (masked diffusion), with the weight 1 / (1 - t) of the bound on the likelihood. Residual blocks with layer normalization, which the time scales and shifts.
/// Shapes: [rows, numbers + categories] of ranks and codes → [rows, 2]: the loss, and the share of hidden categories that was found.
/// </summary>
internal sealed class SynthesizerModule : Block
{
    private const int TimeWidth = 64, ErrorTimes = 8;
    private const double MostWeight = 20, Edge = 1e-4;
    private readonly int _numbers, _width, _layers;
    private readonly int[] _categories;
    private readonly Embedding? _embedding;
    private readonly Linear _input, _time, _output;
    private readonly LayerNorm _norm;
    private readonly List<(LayerNorm Norm, Linear Shift, Linear First, Linear Second)> _blocks = [];

    public SynthesizerModule(TableSynthesizerOptions options, int numbers, int[] categories) : base(nameof(SynthesizerModule))
    {
        (_numbers, _categories, _width, _layers) = (numbers, categories, options.Width, options.Layers);
        var total = categories.Sum();
        if (total > 0) _embedding = Part("embedding", Embedding(total + categories.Length, options.EmbeddingWidth));
        _input = Part("input", Linear(numbers + (categories.Length * options.EmbeddingWidth), _width));
        _time = Part("time", Linear(TimeWidth, _width));
        for (var i = 0; i < _layers; i++)
            _blocks.Add((Part($"norm{i}", LayerNorm(_width)), Part($"shift{i}", Linear(_width, 2 * _width)), Part($"first{i}", Linear(_width, _width)), Part($"second{i}", Linear(_width, _width))));
        _norm = Part("norm", LayerNorm(_width));
        _output = Part("output", Linear(_width, numbers + total));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => throw new OnnxExportException("Nothing is scored with a table synthesizer.");

    /// <summary>Normal deviates of ranks.</summary>
    public static Tensor Deviates(Tensor ranks) => ranks.Between(Edge, 1 - Edge).Times(2).Minus(1).erfinv().Times(Math.Sqrt(2));

    /// <summary>Ranks of normal deviates.</summary>
    public static Tensor Ranks(Tensor deviates) => deviates.Over(Math.Sqrt(2)).erf().Plus(1).Times(0.5);

    /// <summary>What the network says.</summary>
    /// <param name="deviates">Numbers between noise and row [rows, numbers].</param>
    /// <param name="codes">Categories [rows, categories]; one more than the last stands for a hidden one.</param>
    /// <param name="time">[rows, 1].</param>
    /// <returns>Velocities [rows, numbers], and logits of all categories, one column behind the other [rows, sum of categories].</returns>
    public (Tensor Velocities, Tensor Logits) Denoise(Tensor deviates, Tensor codes, Tensor time)
    {
        var signal = _embedding is null ? deviates : cat([deviates, _embedding.call(codes.Plus(Offsets(codes.device))).flatten(1)], 1);
        var (nodes, seconds) = (_input.call(signal), functional.silu(_time.call(Waves(time))));
        foreach (var (norm, shift, first, second) in _blocks)
        {
            var both = shift.call(seconds);
            var inner = norm.call(nodes).mul(both.narrow(1, 0, _width).Plus(1)).Plus(both.narrow(1, _width, _width));
            nodes = nodes.Plus(second.call(functional.silu(first.call(inner))));
        }
        var said = _output.call(functional.silu(_norm.call(nodes)));
        return (said.narrow(1, 0, _numbers), said.narrow(1, _numbers, said.shape[1] - _numbers));
    }

    /// <summary>
    /// The mean loss of rows at fixed times, with one noise for all rows at each, so that a row's does not hang on others. A category that was never seen (code -1) counts as hidden, with the loss of a guess among all.
    /// Shape: [rows, numbers + categories] → [rows].
    /// </summary>
    public Tensor Errors(Tensor rows)
    {
        using var generator = new Generator(1, rows.device);
        var (numbers, codes) = (Deviates(rows.narrow(1, 0, _numbers)), rows.narrow(1, _numbers, _categories.Length).to(ScalarType.Int64));
        var total = zeros(rows.shape[0], device: rows.device);
        for (var step = 0; step < ErrorTimes; step++)
        {
            var noise = randn([1, _numbers], ScalarType.Float32, rows.device, generator: generator).expand_as(numbers);
            var hides = rand([1, _categories.Length], ScalarType.Float32, rows.device, generator: generator).expand(codes.shape);
            var time = Arithmetic.Full([rows.shape[0], 1], (step + 0.5) / ErrorTimes, ScalarType.Float32, rows.device);
            total = total.Plus(Losses(numbers, codes, noise, hides.ge(time), time).Losses);
        }
        return total.Over(ErrorTimes);
    }

    /// <summary>The codes that stand for hidden categories [1, categories].</summary>
    public Tensor Hidden(Device device) => Tensors.OfLongs(Array.ConvertAll(_categories, count => (long)count)).to(device).unsqueeze(0);

    protected override Tensor Run(Tensor input)
    {
        var (rows, device) = (input.shape[0], input.device);
        // In evaluation noise hangs on the mini-batch alone, so that epochs can be compared.
        using var generator = training ? null : new Generator(1, device);
        var places = Arithmetic.Count(rows, device).to(ScalarType.Float32).unsqueeze(1);
        var time = (training ? places.Plus(rand(rows, 1, device: device)) : places.Plus(0.5)).Over(rows);
        var numbers = Deviates(input.narrow(1, 0, _numbers));
        var noise = randn([rows, _numbers], ScalarType.Float32, device, generator: generator);
        var codes = input.narrow(1, _numbers, _categories.Length).to(ScalarType.Int64);
        var isHidden = rand([rows, _categories.Length], ScalarType.Float32, device, generator: generator).ge(time);
        var (losses, found) = Losses(numbers, codes, noise, isHidden, time);
        return stack([losses, found], 1);
    }

    // The loss of each row [rows], and the share of hidden categories that was found [rows].
    private (Tensor Losses, Tensor Found) Losses(Tensor numbers, Tensor codes, Tensor noise, Tensor isHidden, Tensor time)
    {
        var isKnown = codes.Above(-1);
        var mixed = noise.mul(time.neg().Plus(1)).Plus(numbers.mul(time));
        var (velocities, logits) = Denoise(mixed, where(isHidden.logical_or(isKnown.logical_not()), Hidden(codes.device), codes), time);
        var losses = velocities.sub(numbers.sub(noise)).Squared().sum(1);
        var (found, hidden) = (zeros_like(losses), zeros_like(losses));
        for (var (i, at) = (0, 0); i < _categories.Length; at += _categories[i++])
        {
            var (own, weight, known) = (logits.narrow(1, at, _categories[i]), isHidden.select(1, i).to(ScalarType.Float32), isKnown.select(1, i));
            var wanted = where(known, codes.select(1, i), zeros_like(codes.select(1, i)));
            var weights = weight.div(time.squeeze(1).neg().Plus(1).AtLeast(1 / MostWeight));
            var loss = functional.cross_entropy(own, wanted, reduction: Reduction.None);
            losses = losses.Plus(where(known, loss, Arithmetic.Full([1], Math.Log(_categories[i] + 1), ScalarType.Float32, codes.device)).mul(weights));
            found = found.Plus(own.detach().argmax(1).eq(wanted).to(ScalarType.Float32).mul(weight));
            hidden = hidden.Plus(weight);
        }
        return (losses.Over(_numbers + _categories.Length), found.div(hidden.AtLeast(1)));
    }

    // Where in the table of embeddings the categories of each column begin.
    private Tensor Offsets(Device device)
    {
        var (offsets, at) = (new long[_categories.Length], 0L);
        for (var i = 0; i < offsets.Length; at += _categories[i++] + 1) offsets[i] = at;
        return Tensors.OfLongs(offsets).to(device).unsqueeze(0);
    }

    // Sines and cosines of times, of wavelengths from 2 π down to 2 π / 1000.
    private static Tensor Waves(Tensor time)
    {
        float[] rates = [.. Enumerable.Range(0, TimeWidth / 2).Select(i => (float)Math.Pow(1000, i / (TimeWidth / 2 - 1.0)))];
        var angles = time.mul(Tensors.OfFloats(rates, time.device, 1, rates.Length));
        return cat([angles.sin(), angles.cos()], 1);
    }
}
