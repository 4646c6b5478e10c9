using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>
/// ModernNCA: predicts from the training rows that are nearest in a learnt embedding. Ye, Yin, Zhan: Revisiting Nearest Neighbor for Tabular Data:
/// A Deep Tabular Baseline Two Decades Later (2024). In training each batch sees a share of the candidates, drawn anew and embedded by the
/// present weights, and no row sees itself; in evaluation all of them. Shapes: [rows, width of the table] → [rows, width] → [rows, outputs].
/// </summary>
internal sealed class ModernNcaModule : Block, ISeesTrainingRows, IHasEncoder
{
    private const string SpreadName = "spread", ShiftName = "shift";
    private const double Least = 1e-7;
    private const int EmbeddedAtOnce = 4096;
    private readonly Sequential _encoder;
    private readonly Neighbours _neighbours;
    private readonly ModernNcaOptions _options;
    private readonly OutputKind _kind;
    private Tensor? _rows, _numbersOfRows;
    private RowNumbers? _numbers;

    public ModernNcaModule(ModernNcaOptions options, TableShape input, OutputShape output) : base(nameof(ModernNcaModule))
    {
        (_options, _kind) = (options, output.Kind);
        var columns = new TableFeatures(input, count => new PlrEmbedding(count, options.Frequencies, options.FrequencyDeviation, options.NumberWidth),
            options.NumberWidth, options.MaxOneHot, options.EmbeddingWidth);
        var layers = new List<(string, Module<Tensor, Tensor>)> { ("columns", columns), ("linear", Linear(columns.Width, options.Width)) };
        for (var i = 0; i < options.Blocks; i++) layers.Add(($"block{i}", Hidden(options)));
        if (options.Blocks > 0) layers.Add(("norm", new BatchNormalization(options.Width)));
        _encoder = Part("encoder", Sequential(layers));
        _neighbours = Part("neighbours", new Neighbours(options.Width, _kind == OutputKind.Quantiles ? 1 : output.Size, _kind == OutputKind.Quantiles));
        if (_kind != OutputKind.Quantiles) return;
        Parameter(SpreadName, linspace(-1, 1, output.Size).unsqueeze(0));
        Parameter(ShiftName, zeros(1, output.Size));
    }

    public int RowsWanted => _options.MaxCandidates;

    public Module<Tensor, Tensor> Encoder => _encoder;

    public int EmbeddingWidth => _options.Width;

    public void Begin(Tensor rows, Tensor targets, bool isNew)
    {
        End();
        using var still = no_grad();
        _neighbours.Take(targets);
        _rows = rows.alias().DetachFromDisposeScope();
        _numbers = new RowNumbers(rows.shape[1], rows.device);
        _numbersOfRows = _numbers.Of(rows).DetachFromDisposeScope();
    }

    public void End()
    {
        _rows?.Dispose();
        _numbersOfRows?.Dispose();
        _numbers?.Dispose();
        (_rows, _numbersOfRows, _numbers) = (null, null, null);
    }

    public override void train(bool train = true)
    {
        base.train(train);
        if (!train) Embed();
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var said = composer.Apply(_neighbours, composer.Apply(_encoder, input));
        OnnxValue Node(string op, params OnnxValue[] inputs) => composer.Node(op, said.Shape, inputs);
        OnnxValue Log(OnnxValue share) => Node("Log", Node("Add", share, composer.Constant(Least)));
        switch (_kind)
        {
            case OutputKind.Numbers:
                return said;
            case OutputKind.Quantiles:
                var size = get_parameter(SpreadName)!.shape[1];
                var (mean, deviation) = (composer.Columns(said, 0, 1), composer.Columns(said, 1, 2));
                var spread = composer.Node("Mul", [size], [deviation, composer.Constant(get_parameter(SpreadName)!)]);
                return composer.Node("Add", [size], [composer.Node("Add", [size], [spread, mean]), composer.Constant(get_parameter(ShiftName)!)]);
            default:
                var share = Node("Clip", said, composer.Constant(0), composer.Constant(1));
                return _kind == OutputKind.Flags ? Node("Sub", Log(share), Log(Node("Sub", composer.Constant(1), share))) : Log(share);
        }
    }

    protected override Tensor Run(Tensor input) => Outputs(training && _rows is not null ? Trained(input) : _neighbours.call(_encoder.call(input).to(ScalarType.Float32)));

    protected override void Dispose(bool disposing)
    {
        if (disposing) End();
        base.Dispose(disposing);
    }

    // Rows and candidates go through the encoder together: batch norms see one batch.
    private Tensor Trained(Tensor input)
    {
        var count = Math.Max(1, (long)(_rows!.shape[0] * _options.SampleShare));
        var drawn = randperm(_rows.shape[0]).narrow(0, 0, count).to(_rows.device);
        var embeddings = _encoder.call(cat([input, _rows.index_select(0, drawn)], 0)).to(ScalarType.Float32);
        var isSelf = _numbers!.Of(input).unsqueeze(1).eq(_numbersOfRows!.index_select(0, drawn).unsqueeze(0));
        return _neighbours.Ask(embeddings.narrow(0, 0, input.shape[0]), embeddings.narrow(0, input.shape[0], count), _neighbours.Targets.index_select(0, drawn), isSelf);
    }

    private Tensor Outputs(Tensor said)
    {
        switch (_kind)
        {
            case OutputKind.Numbers:
                return said;
            case OutputKind.Quantiles:
                return said.narrow(1, 1, 1).mul(get_parameter(SpreadName)!).Plus(said.narrow(1, 0, 1)).Plus(get_parameter(ShiftName)!);
            default:
                var share = said.Between(0, 1);
                return _kind == OutputKind.Flags ? Log(share).sub(Log(share.neg().Plus(1))) : Log(share);
        }
    }

    private static Tensor Log(Tensor share) => share.Plus(Least).log();

    // What evaluation compares with: the embeddings by the present weights.
    private void Embed()
    {
        if (_rows is null) return;
        using var scope = NewDisposeScope();
        using var still = no_grad();
        for (long from = 0; from < _rows.shape[0]; from += EmbeddedAtOnce)
        {
            using var part = NewDisposeScope();
            var count = Math.Min(EmbeddedAtOnce, _rows.shape[0] - from);
            _neighbours.Keys.narrow(0, from, count).copy_(_encoder.call(_rows.narrow(0, from, count)));
        }
    }

    private static Sequential Hidden(ModernNcaOptions options) => Sequential(("norm", new BatchNormalization(options.Width)),
        ("linear1", Linear(options.Width, options.BlockWidth)), ("activation", ReLU()), ("dropout", Dropout(options.Dropout)),
        ("linear2", Linear(options.BlockWidth, options.Width)));
}
