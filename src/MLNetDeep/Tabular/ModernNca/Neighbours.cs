using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Tabular;

/// <summary>
/// What the neighbours of a row say: the mean of the candidates' targets, weighted by the softmax of negative Euclidean distances; for quantiles
/// the weighted standard deviation behind it. Distances are computed in double precision: those of rows near to a candidate are small differences
/// of large numbers. Shapes: embeddings [rows, width] → [rows, targets], or [rows, 2 × targets].
/// </summary>
internal sealed class Neighbours : Block, ISizedByTraining
{
    private const string KeyName = "embedding", TargetName = "target";
    private const double LeastVariance = 1e-6, Far = 1e9;
    private readonly bool _withDeviations;

    /// <param name="width">Numbers of an embedding.</param>
    /// <param name="targets">Numbers of a target.</param>
    /// <param name="withDeviations">Whether deviations are given too.</param>
    public Neighbours(int width, int targets, bool withDeviations) : base(nameof(Neighbours))
    {
        _withDeviations = withDeviations;
        // One candidate that says nothing, until there are others.
        register_buffer(KeyName, zeros(1, width));
        register_buffer(TargetName, zeros(1, targets));
    }

    public IReadOnlyList<string> SizedBuffers { get; } = [KeyName, TargetName];

    /// <summary>The candidates' embeddings [candidates, width].</summary>
    public Tensor Keys => get_buffer(KeyName)!;

    /// <summary>The candidates' targets [candidates, targets].</summary>
    public Tensor Targets => get_buffer(TargetName)!;

    /// <summary>Takes other candidates, whose embeddings are 0 until they are set.</summary>
    public void Take(Tensor targets)
    {
        using var still = no_grad();
        TrainedSizes.Resize(Keys, targets.shape[0], Keys.shape[1]);
        TrainedSizes.Resize(Targets, targets.shape);
        Targets.copy_(targets);
    }

    /// <summary>What some candidates say.</summary>
    /// <param name="rows">The rows' embeddings.</param>
    /// <param name="keys">The candidates' embeddings.</param>
    /// <param name="targets">Their targets.</param>
    /// <param name="isHidden">Where a candidate must not be seen by a row [rows, candidates]; null where all are.</param>
    public Tensor Ask(Tensor rows, Tensor keys, Tensor targets, Tensor? isHidden)
    {
        var product = rows.mm(keys.t());
        var squares = rows.Squared().sum([1], keepdim: true).Plus(keys.Squared().sum([1])).PlusTimes(product, -2);
        var distances = squares.AtLeast(1e-12).sqrt();
        if (isHidden is not null) distances = distances.PlusTimes(isHidden.to(distances.dtype), Far);
        var weights = distances.neg().softmax(1);
        var means = weights.mm(targets);
        return _withDeviations ? cat([means, Deviations(means, weights.mm(targets.Squared()))], 1) : means;
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        using var scope = NewDisposeScope();
        long[] all = [Keys.shape[0]], given = [Targets.shape[1]];
        OnnxValue Double(OnnxValue value) => composer.Node("Cast", value.Shape, [value], ("to", (long)OnnxElement.Double));
        OnnxValue Scalar(double value) => new(composer.Graph.Constant(new OnnxTensor(OnnxElement.Double, [], OnnxTensor.Bytes([value]))), []);
        OnnxValue Sum(OnnxValue squares) => composer.Node("ReduceSum", [1], [squares, new(composer.Graph.Constant(OnnxTensor.Vector(1)), [1])], ("keepdims", 1));
        var (rows, keys, targets) = (Double(input), Double(composer.Constant(Keys.t().contiguous())), Double(composer.Constant(Targets)));
        double[] lengths = [.. Keys.to(ScalarType.Float64).Squared().sum([1]).cpu().data<double>()];
        var keyLengths = new OnnxValue(composer.Graph.Constant(new OnnxTensor(OnnxElement.Double, [1, lengths.Length], OnnxTensor.Bytes(lengths))), all);
        var product = composer.Node("Mul", all, [composer.Node("MatMul", all, [rows, keys]), Scalar(-2)]);
        var squares = composer.Node("Add", all, [composer.Node("Add", all, [product, Sum(composer.Node("Mul", rows.Shape, [rows, rows]))]), keyLengths]);
        var distances = composer.Node("Sqrt", all, [composer.Node("Max", all, [squares, Scalar(1e-12)])]);
        var weights = composer.Node("Softmax", all, [composer.Node("Neg", all, [distances])], ("axis", 1));
        OnnxValue Mean(OnnxValue values) => composer.Node("MatMul", given, [weights, values]);
        OnnxValue Single(OnnxValue value) => composer.Node("Cast", value.Shape, [value], ("to", (long)OnnxElement.Float));
        var means = Mean(targets);
        if (!_withDeviations) return Single(means);
        var variances = composer.Node("Sub", given, [Mean(composer.Node("Mul", targets.Shape, [targets, targets])), composer.Node("Mul", given, [means, means])]);
        var deviations = composer.Node("Sqrt", given, [composer.Node("Max", given, [variances, Scalar(LeastVariance)])]);
        return Single(composer.Concat(1, means, deviations));
    }

    protected override Tensor Run(Tensor input) => Ask(input.to(ScalarType.Float64), Keys.to(ScalarType.Float64), Targets.to(ScalarType.Float64), null).to(ScalarType.Float32);

    private static Tensor Deviations(Tensor means, Tensor squares) => squares.sub(means.Squared()).AtLeast(LeastVariance).sqrt();
}
