using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>
/// RealMLP: hidden layers with the tricks that were found best together on many tables. Holzmüller, Grinsztajn, Steinwart: Better by Default:
/// Strong Pre-Tuned MLPs and Boosted Trees on Tabular Data (2024). A learnt factor for each feature, then layers activation(W x / √inside + b)
/// with dropout; parts learn at rates of their own, and weights and thresholds start from training rows.
/// Shapes: [rows, width of the table] → [rows, features] → [rows, outputs].
/// </summary>
internal sealed class RealMlpModule : Block, IWeightFactors, ISeesTrainingRows, IGivesEmbedding
{
    private const double SlowRate = 0.1, ScaleRate = 6;
    private const string ColumnsName = "columns", ScaleName = "scale", LayersName = "layers", HeadName = "head", ActivationName = "activation";
    private readonly TableFeatures _columns;
    private readonly FeatureScale _scale;
    private readonly Sequential _layers;
    private readonly NtkLinear _head;
    private readonly List<(NtkLinear Linear, ParametricActivation Activation)> _hidden = [];
    private readonly double _rate;

    public RealMlpModule(RealMlpOptions options, TableShape input, OutputShape output) : base(nameof(RealMlpModule))
    {
        var isRegression = output.Kind is OutputKind.Numbers or OutputKind.Quantiles;
        var isMish = options.Activation == RealMlpActivation.Mish || (options.Activation == RealMlpActivation.Auto && isRegression);
        EmbeddingWidth = options.Width;
        _rate = isRegression ? options.RegressionRateFactor : 1;
        _columns = Part(ColumnsName, new TableFeatures(input, count => new PbldEmbedding(count, options.Frequencies, options.FrequencyDeviation, options.NumberWidth),
            options.NumberWidth, options.MaxOneHot, options.EmbeddingWidth));
        _scale = Part(ScaleName, new FeatureScale(_columns.Width));
        for (var i = 0; i < options.Layers; i++)
            _hidden.Add((new NtkLinear(i == 0 ? _columns.Width : options.Width, options.Width), new ParametricActivation(options.Width, isMish)));
        _layers = Part(LayersName, Sequential(_hidden.Select((layer, i) => ($"{i}", (Module<Tensor, Tensor>)Sequential(
            ("weight", layer.Linear), (ActivationName, layer.Activation), ("dropout", new ScheduledDropout(options.Dropout, ScheduleKind.FlatCosine)))))));
        _head = Part(HeadName, new NtkLinear(options.Width, output.Size));
    }

    public int RowsWanted => 4096;

    public int EmbeddingWidth { get; }

    public Module Head => _head;

    public WeightFactors FactorsOf(string name)
    {
        WeightFactors Of(double rate, double decay) => new(_rate * rate, decay, ScheduleKind.FlatCosine);
        if (name.StartsWith(ColumnsName + ".numbers", StringComparison.Ordinal)) return Of(SlowRate, 1);
        if (name.StartsWith(ScaleName, StringComparison.Ordinal)) return Of(ScaleRate, 1);
        if (name.EndsWith(".bias", StringComparison.Ordinal)) return Of(SlowRate, 0);
        return Of(name.Contains(ActivationName, StringComparison.Ordinal) ? SlowRate : 1, 1);
    }

    public void Begin(Tensor rows, Tensor targets, bool isNew)
    {
        if (!isNew) return;
        using var scope = NewDisposeScope();
        using var still = no_grad();
        _columns.Learn(rows);
        var values = _scale.call(_columns.call(rows));
        foreach (var (linear, activation) in _hidden)
        {
            linear.Start(values);
            values = activation.call(linear.call(values));
        }
        _head.Start(values);
    }

    public void End()
    {
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(_head, Embed(composer, input));

    public Tensor Embed(Tensor input) => _layers.call(_scale.call(_columns.call(input)));

    public OnnxValue Embed(OnnxComposer composer, OnnxValue input) => composer.Apply(_layers, composer.Apply(_scale, composer.Apply(_columns, input)));

    protected override Tensor Run(Tensor input) => _head.call(Embed(input));
}
