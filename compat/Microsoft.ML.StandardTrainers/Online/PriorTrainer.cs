using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Learns the share of positive rows and nothing else: what others should beat.</summary>
public sealed class PriorTrainer : ITrainerEstimator<BinaryPredictionTransformer<PriorModelParameters>, PriorModelParameters>
{
    private readonly IHost _host;
    private readonly string _labelColumnName;
    private readonly string? _weightColumnName;

    internal PriorTrainer(IHostEnvironment env, string labelColumnName, string? weightColumnName)
    {
        _host = env.Register(nameof(PriorTrainer));
        _host.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        _labelColumnName = labelColumnName;
        _weightColumnName = weightColumnName;
    }

    public TrainerInfo Info { get; } = new(normalization: false, calibration: false, caching: false);

    public BinaryPredictionTransformer<PriorModelParameters> Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        CheckSchema(SchemaShape.Create(input.Schema));
        DataViewSchema.Column features = input.Schema[DefaultColumnNames.Features];
        TrainingRows rows = TrainingRows.Read(new TrainingView(
            input,
            features,
            input.Schema[_labelColumnName],
            _weightColumnName == null ? null : input.Schema[_weightColumnName],
            null), keepMissingFeatures: true);
        double positive = 0, total = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            total += rows.Weight(i);
            positive += rows.Label(i) > 0 ? rows.Weight(i) : 0;
        }

        var model = new PriorModelParameters(_host, total > 0 ? (float)(positive / total) : float.NaN, rows.FeatureCount);
        return new BinaryPredictionTransformer<PriorModelParameters>(_host, model, features.Type, features.Name);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        CheckSchema(inputSchema);
        return inputSchema.With(TrainerUtils.BinaryOutput(calibrated: true));
    }

    private void CheckSchema(SchemaShape inputSchema)
    {
        if (!inputSchema.TryFindColumn(_labelColumnName, out SchemaShape.Column label))
            throw _host.ExceptSchemaMismatch(nameof(inputSchema), "label", _labelColumnName);
        SchemaShape.Column wanted = TrainerUtils.MakeBoolScalarLabel(_labelColumnName);
        if (!wanted.IsCompatibleWith(label))
        {
            throw _host.ExceptSchemaMismatch(
                nameof(inputSchema), "label", _labelColumnName, wanted.GetTypeString(), label.GetTypeString());
        }
    }
}

/// <summary>The share of positive rows.</summary>
public sealed class PriorModelParameters : ModelParametersBase<float>, IProbabilityMapper
{
    private readonly float _prior;
    private readonly int _featureCount;

    internal PriorModelParameters(IHostEnvironment env, float prior, int featureCount) : base(env, nameof(PriorModelParameters))
    {
        _prior = prior;
        _featureCount = featureCount;
    }

    private protected override int FeatureCountCore => _featureCount;

    Func<float, float> IProbabilityMapper.GetCalibration() => _ => _prior;

    private protected override ValueMapper<VBuffer<float>, float> GetMapperCore()
        => (in VBuffer<float> features, ref float score) => score = 2 * _prior - 1;

    private protected override void SaveCore(ModelSaveContext ctx)
    {
        ctx.Writer.Write(_prior);
        ctx.Writer.Write(_featureCount);
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
        => new PriorModelParameters(env, ctx.Reader.ReadSingle(), ctx.Reader.ReadInt32());
}
