using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sequences;

/// <summary>
/// Rocket: random dilated convolutions, what is found by them summarized, and a linear layer. Dempster, Petitjean, Webb, ROCKET: Exceptionally Fast and Accurate Time Series Classification Using Random Convolutional Kernels (2020), with the
/// kernels and biases of MiniRocket (Dempster, Schmidt, Webb, 2021), each over some channels, and the largest value beside the shares of positive ones. Values behind the end of a sequence are 0, its mean, and none counts.
/// Nothing but the last layer learns; features are computed on the CPU. Shapes: [rows, longest, width + 1] → [rows, outputs].
/// </summary>
internal sealed class RocketModule : Block, ISolvesHead, ISeesTrainingRows
{
    private const string BiasName = "biases", ChosenName = "chosen", MeanName = "mean", ScaleName = "scale";
    private const double Small = 1e-4;
    private readonly IReadOnlyList<RocketDilation> _dilations;
    private readonly int _width;
    private readonly bool _hasMaximum;
    private readonly Linear _head;

    public RocketModule(RocketOptions options, SequenceShape input, OutputShape output) : base(nameof(RocketModule))
    {
        (_width, _hasMaximum, MostSolvedRows, IsLeastSquares) = (input.Width, options.MaxPooling, options.MaxSolvedRows, output.Kind != OutputKind.Quantiles);
        _dilations = RocketKernels.Dilations(Math.Min(input.MeanLength, input.Longest), options.Features);
        register_buffer(ChosenName, Choose(new Random((int)randint(int.MaxValue, [1], ScalarType.Int64).item<long>())));
        var features = Features();
        EmbeddingWidth = features.Count;
        register_buffer(BiasName, zeros(features.Shares));
        register_buffer(MeanName, zeros(1, features.Count));
        register_buffer(ScaleName, ones(1, features.Count));
        _head = Part("head", Linear(features.Count, output.Size));
    }

    public int EmbeddingWidth { get; }

    public long MostSolvedRows { get; }

    public bool IsLeastSquares { get; }

    // For one row of each kernel and dilation, and for what features are like.
    public int RowsWanted => 512;

    public Module Head => _head;

    private int Combinations => RocketKernels.Count * _dilations.Count;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(_head, Embed(composer, input));

    public Tensor Embed(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Features().Of(input, Tensors.ToFloats(get_buffer(BiasName)!)).sub(get_buffer(MeanName)!).mul(get_buffer(ScaleName)!).MoveToOuterDisposeScope();
    }

    public OnnxValue Embed(OnnxComposer composer, OnnxValue input)
    {
        var mask = Permute.Transpose(composer, StepMask.Numbers(composer, input, _width, _width + 1), 0, 2, 1);
        var raw = Permute.Transpose(composer, StepMask.Numbers(composer, input, 0, _width), 0, 2, 1);
        var (grid, limit) = (composer.Constant(RocketKernels.Grid), composer.Constant(RocketKernels.Farthest * RocketKernels.Grid));
        var whole = composer.Node("Round", raw.Shape, [composer.Node("Mul", raw.Shape, [raw, grid])]);
        var steps = composer.Node("Div", raw.Shape, [composer.Node("Clip", raw.Shape, [whole, composer.Constant(-RocketKernels.Farthest * RocketKernels.Grid), limit]), grid]);
        var behind = StepMask.Bias(composer, mask);
        var (shares, largest, first) = (new List<OnnxValue>(), new List<OnnxValue>(), 0);
        for (var i = 0; i < _dilations.Count; first += RocketKernels.Count * _dilations[i++].Biases)
        {
            var found = Convolve(composer, steps, i);
            var inside = composer.Node("Add", found.Shape, [found, behind]);
            shares.Add(Shares(composer, inside, _dilations[i].Biases, first));
            if (_hasMaximum) largest.Add(composer.Node("ReduceMax", [RocketKernels.Count], [inside], ("axes", new long[] { 2 }), ("keepdims", 0)));
        }
        var count = composer.Node("Max", [1], [composer.Node("ReduceSum", [1], [mask, StepMask.Longs(composer, 2)], ("keepdims", 0)), composer.Constant(1)]);
        var all = Join(composer, shares);
        List<OnnxValue> features = [composer.Node("Div", all.Shape, [all, count]), .. largest];
        var joined = Join(composer, features);
        var centered = composer.Node("Sub", joined.Shape, [joined, composer.Constant(get_buffer(MeanName)!)]);
        return composer.Node("Mul", joined.Shape, [centered, composer.Constant(get_buffer(ScaleName)!)]);
    }

    // Biases are quantiles of what kernels find in training rows, each in one drawn by chance, at places that the golden ratio spreads evenly.
    public void Begin(Tensor rows, Tensor targets, bool isNew)
    {
        if (!isNew) return;
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var (features, numbers, random) = (Features(), Tensors.ToFloats(rows), new Random((int)randint(int.MaxValue, [1], ScalarType.Int64).item<long>()));
        var size = (int)(rows.shape[1] * rows.shape[2]);
        var sequences = Enumerable.Range(0, (int)rows.shape[0]).Select(row => features.Channels(numbers.AsSpan(row * size, size))).ToList();
        var (biases, at) = (new float[features.Shares], 0);
        var golden = (Math.Sqrt(5) + 1) / 2;
        for (var i = 0; i < _dilations.Count; i++)
            for (var kernel = 0; kernel < RocketKernels.Count; kernel++)
            {
                var found = features.Found(sequences[random.Next(sequences.Count)], i, kernel);
                Array.Sort(found);
                for (var bias = 0; bias < _dilations[i].Biases; bias++, at++) biases[at] = Quantile(found, (at + 1) * golden % 1);
            }
        get_buffer(BiasName)!.copy_(Tensors.OfFloats(biases, biases.Length));
        var seen = features.Of(rows, biases);
        var mean = seen.mean([0], keepdim: true);
        get_buffer(MeanName)!.copy_(mean);
        get_buffer(ScaleName)!.copy_(seen.sub(mean).Squared().mean([0], keepdim: true).Plus(Small).rsqrt());
    }

    public void End()
    {
    }

    protected override Tensor Run(Tensor input) => _head.call(Embed(input));

    private static float Quantile(float[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var (low, rest) = ((int)place, place - (int)place);
        return (float)(sorted[low] + (rest * (sorted[Math.Min(low + 1, sorted.Length - 1)] - sorted[low])));
    }

    private static OnnxValue Join(OnnxComposer composer, List<OnnxValue> values) => values.Count == 1 ? values[0] : composer.Concat(1, [.. values]);

    // Of one channel each kernel has it; of several a few by chance, more of them less often.
    private Tensor Choose(Random random)
    {
        var chosen = new float[Combinations * _width];
        int[] order = [.. Enumerable.Range(0, _width)];
        for (var combination = 0; combination < Combinations; combination++)
        {
            var count = (int)Math.Pow(2, random.NextDouble() * Math.Log2(Math.Min(_width, RocketKernels.MostChannels) + 1));
            random.Shuffle(order);
            foreach (var channel in order.Take(Math.Max(1, count))) chosen[(combination * _width) + channel] = 1;
        }
        return Tensors.OfFloats(chosen, Combinations, _width);
    }

    // Buffers may have been loaded since.
    private RocketFeatures Features()
    {
        var chosen = Tensors.ToFloats(get_buffer(ChosenName)!);
        return new RocketFeatures(_dilations, [.. Enumerable.Range(0, Combinations).Select(Channels)], _width, _hasMaximum);

        int[] Channels(int combination) => [.. Enumerable.Range(0, _width).Where(channel => chosen[(combination * _width) + channel] > 0)];
    }

    private OnnxValue Convolve(OnnxComposer composer, OnnxValue steps, int dilation)
    {
        var chosen = Tensors.ToFloats(get_buffer(ChosenName)!);
        var (weights, each) = (new float[RocketKernels.Count * _width * RocketKernels.Size], _width * RocketKernels.Size);
        for (var kernel = 0; kernel < RocketKernels.Count; kernel++)
            for (var channel = 0; channel < _width; channel++)
                if (chosen[(((dilation * RocketKernels.Count) + kernel) * _width) + channel] > 0)
                    RocketKernels.Weights(kernel).CopyTo(weights, (kernel * each) + (channel * RocketKernels.Size));
        long by = _dilations[dilation].Dilation, padding = RocketKernels.Size / 2 * by;
        return composer.Node("Conv", [RocketKernels.Count, -1],
            [steps, new OnnxValue(composer.Graph.Constant(OnnxTensor.Of(weights, RocketKernels.Count, _width, RocketKernels.Size)), [])],
            ("kernel_shape", new long[] { RocketKernels.Size }), ("dilations", new[] { by }), ("pads", new[] { padding, padding }));
    }

    // One bias of all kernels after the other: all at once would take as much memory more as there are biases.
    private OnnxValue Shares(OnnxComposer composer, OnnxValue found, int count, int first)
    {
        var biases = Tensors.ToFloats(get_buffer(BiasName)!);
        List<OnnxValue> counts = [];
        for (var i = 0; i < count; i++)
        {
            float[] own = [.. Enumerable.Range(0, RocketKernels.Count).Select(kernel => biases[first + (kernel * count) + i])];
            var above = composer.Node("Greater", found.Shape, [found, new OnnxValue(composer.Graph.Constant(OnnxTensor.Of(own, RocketKernels.Count, 1)), [])]);
            var ones = composer.Node("Cast", found.Shape, [above], ("to", (long)OnnxElement.Float));
            counts.Add(composer.Node("ReduceSum", [RocketKernels.Count, 1], [ones, StepMask.Longs(composer, 2)], ("keepdims", 1)));
        }
        var joined = count == 1 ? counts[0] : composer.Concat(2, [.. counts]);
        return composer.Reshape(joined, (long)RocketKernels.Count * count);
    }
}
