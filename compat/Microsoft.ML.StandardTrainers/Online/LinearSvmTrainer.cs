using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>The linear support vector machine by Pegasos (Shalev-Shwartz, Singer and Srebro).</summary>
public sealed class LinearSvmTrainer
    : OnlineLinearTrainer<BinaryPredictionTransformer<LinearBinaryModelParameters>, LinearBinaryModelParameters>
{
    private readonly Options _options;

    internal LinearSvmTrainer(IHostEnvironment env, Options options)
        : base(
            env,
            "SVM (Pegasos-Linear)",
            options,
            TrainerUtils.MakeBoolScalarLabel(options.LabelColumnName),
            TrainerUtils.MakeR4ScalarWeightColumn(options.ExampleWeightColumnName))
        => _options = options;

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
        => TrainerUtils.BinaryOutput(calibrated: false);

    private protected override OnlineState MakeState(TrainingRows rows) => new PegasosState(rows, _options);

    private protected override LinearBinaryModelParameters CreatePredictor(float[] weights, float bias)
        => new(Host, weights, bias);

    private protected override BinaryPredictionTransformer<LinearBinaryModelParameters> MakeTransformer(
        LinearBinaryModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : OnlineLinearOptions
    {
        public string? ExampleWeightColumnName;

        /// <summary>The regularization.</summary>
        public float Lambda = 0.001f;

        public bool NoBias;

        internal override void Check(IExceptionContext ectx)
        {
            base.Check(ectx);
            ectx.CheckUserArg(Lambda > 0, nameof(Lambda), "Must be positive");
        }
    }
}

/// <summary>Steps of the hinge loss whose rate falls with their number.</summary>
internal sealed class PegasosState(TrainingRows rows, LinearSvmTrainer.Options options) : OnlineState(rows)
{
    private long _steps;

    public override void Pass(int[] order)
    {
        foreach (int row in order)
        {
            VBuffer<float> features = Rows.Features(row);
            float sign = Rows.Label(row) > 0 ? 1 : -1, rate = 1 / (options.Lambda * ++_steps);
            bool wrong = sign * (MathUtils.Dot(Weights, in features) + Bias) < 1;
            for (int i = 0; i < Weights.Length; i++)
                Weights[i] *= 1 - rate * options.Lambda;
            if (!wrong)
                continue;
            float step = rate * sign * Rows.Weight(row);
            AddScaled(Weights, in features, step);
            if (!options.NoBias)
                Bias += step;
        }
    }
}
