using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Calibrators;

/// <summary>Base of transformers that make a probability of a score.</summary>
public abstract class CalibratorTransformer<TICalibrator>
    : RowToRowTransformerBase, ISingleFeaturePredictionTransformer<TICalibrator>
    where TICalibrator : class, ICalibrator
{
    private readonly TICalibrator _calibrator;
    private readonly string _scoreColumnName;

    private protected CalibratorTransformer(IHost host, TICalibrator calibrator, string scoreColumnName) : base(host)
    {
        _calibrator = calibrator;
        _scoreColumnName = scoreColumnName;
    }

    TICalibrator IPredictionTransformer<TICalibrator>.Model => _calibrator;

    string ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnName => _scoreColumnName;

    DataViewType ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnType => NumberDataViewType.Single;

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(GetType());
        ctx.SaveModel(_calibrator, "Calibrator");
        ctx.Writer.Write(_scoreColumnName);
    }

    private sealed class Mapper : IRowMapper
    {
        private readonly CalibratorTransformer<TICalibrator> _parent;
        private readonly DataViewSchema.Column _score;

        public Mapper(CalibratorTransformer<TICalibrator> parent, DataViewSchema schema)
        {
            _parent = parent;
            _score = schema.GetColumnOrNull(parent._scoreColumnName)
                ?? throw parent.Host.ExceptSchemaMismatch("inputSchema", "score", parent._scoreColumnName);
            if (!_score.Type.Equals(NumberDataViewType.Single))
            {
                throw parent.Host.ExceptSchemaMismatch(
                    "inputSchema", "score", _score.Name, NumberDataViewType.Single.ToString(), _score.Type.ToString()!);
            }
        }

        /// <summary>The probability belongs to the set of the score.</summary>
        public DataViewSchema.DetachedColumn[] GetOutputColumns()
        {
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(_score.Annotations, kind => kind == Kinds.ScoreColumnSetId);
            builder.AddPrimitiveValue(Kinds.ScoreColumnKind, TextDataViewType.Instance,
                AnnotationUtils.Const.ScoreColumnKind.BinaryClassification.AsMemory());
            builder.AddPrimitiveValue(Kinds.ScoreValueKind, TextDataViewType.Instance,
                AnnotationUtils.Const.ScoreValueKind.Score.AsMemory());
            builder.AddPrimitiveValue(Kinds.IsNormalized, BooleanDataViewType.Instance, true);
            return [new(DefaultColumnNames.Probability, NumberDataViewType.Single, builder.ToAnnotations())];
        }

        public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
            => column => activeOutput(0) && column == _score.Index;

        public Delegate CreateGetter(DataViewRow input, int outputIndex, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            ValueGetter<float> score = input.GetGetter<float>(input.Schema[_score.Index]);
            TICalibrator calibrator = _parent._calibrator;
            ValueGetter<float> probability = (ref float value) =>
            {
                score(ref value);
                value = calibrator.PredictProbability(value);
            };
            return probability;
        }
    }
}

/// <summary>By a sigmoid.</summary>
public sealed class PlattCalibratorTransformer : CalibratorTransformer<PlattCalibrator>
{
    internal PlattCalibratorTransformer(IHostEnvironment env, PlattCalibrator calibrator, string scoreColumnName)
        : base(env.Register(nameof(PlattCalibratorTransformer)), calibrator, scoreColumnName)
    {
    }

    private static object Create(IHostEnvironment env, ModelLoadContext ctx)
        => new PlattCalibratorTransformer(env, ctx.LoadModel<PlattCalibrator>(env, "Calibrator"), ctx.Reader.ReadString());
}
