using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Calibrators;

/// <summary>Base of estimators that learn to make probabilities of scores.</summary>
public abstract class CalibratorEstimatorBase<TICalibrator> : IEstimator<CalibratorTransformer<TICalibrator>>
    where TICalibrator : class, ICalibrator
{
    private protected readonly IHost Host;
    private readonly string _labelColumnName;
    private readonly string _scoreColumnName;
    private readonly string? _weightColumnName;

    private protected CalibratorEstimatorBase(
        IHostEnvironment env, string labelColumnName, string scoreColumnName, string? weightColumnName)
    {
        Host = env.Register(GetType().Name);
        Host.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        Host.CheckNonEmpty(scoreColumnName, nameof(scoreColumnName));
        _labelColumnName = labelColumnName;
        _scoreColumnName = scoreColumnName;
        _weightColumnName = weightColumnName;
    }

    public CalibratorTransformer<TICalibrator> Fit(IDataView input)
    {
        Host.CheckValue(input, nameof(input));
        CheckSchema(SchemaShape.Create(input.Schema));
        return Create(Train(Read(input)), _scoreColumnName);
    }

    SchemaShape IEstimator<CalibratorTransformer<TICalibrator>>.GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        CheckSchema(inputSchema);
        IEnumerable<SchemaShape.Column> annotations =
        [
            new(Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false),
            .. AnnotationUtils.GetTrainerOutputAnnotation(),
        ];
        return inputSchema.With(
        [
            new(DefaultColumnNames.Probability, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false,
                new SchemaShape(annotations)),
        ]);
    }

    private protected abstract TICalibrator Train(List<(float Score, bool Label, float Weight)> rows);

    private protected abstract CalibratorTransformer<TICalibrator> Create(TICalibrator calibrator, string scoreColumnName);

    private void CheckSchema(SchemaShape inputSchema)
    {
        Check(inputSchema, "label", _labelColumnName, BooleanDataViewType.Instance);
        Check(inputSchema, "score", _scoreColumnName, NumberDataViewType.Single);
        if (_weightColumnName != null)
            Check(inputSchema, "weight", _weightColumnName, NumberDataViewType.Single);
    }

    private void Check(SchemaShape inputSchema, string role, string name, DataViewType type)
    {
        if (!inputSchema.TryFindColumn(name, out SchemaShape.Column column))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, name);
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || !column.ItemType.Equals(type) || column.IsKey)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, name, type.ToString()!, column.GetTypeString());
    }

    private List<(float Score, bool Label, float Weight)> Read(IDataView input)
    {
        var rows = new List<(float, bool, float)>();
        DataViewSchema.Column label = input.Schema[_labelColumnName], score = input.Schema[_scoreColumnName];
        DataViewSchema.Column? weight = _weightColumnName == null ? null : input.Schema[_weightColumnName];
        using DataViewRowCursor cursor = input.GetRowCursor(weight is { } w ? [label, score, w] : [label, score]);
        ValueGetter<bool> labelGetter = cursor.GetGetter<bool>(label);
        ValueGetter<float> scoreGetter = cursor.GetGetter<float>(score);
        ValueGetter<float>? weightGetter = weight is { } column ? cursor.GetGetter<float>(column) : null;
        while (cursor.MoveNext())
        {
            bool labelValue = false;
            float scoreValue = 0, weightValue = 1;
            labelGetter(ref labelValue);
            scoreGetter(ref scoreValue);
            weightGetter?.Invoke(ref weightValue);
            if (!float.IsNaN(scoreValue) && !float.IsNaN(weightValue))
                rows.Add((scoreValue, labelValue, weightValue));
        }

        return rows;
    }
}

/// <summary>Learns slope and offset of a sigmoid.</summary>
public sealed class PlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    internal PlattCalibratorEstimator(
        IHostEnvironment env, string labelColumnName, string scoreColumnName, string? weightColumnName)
        : base(env, labelColumnName, scoreColumnName, weightColumnName)
    {
    }

    private protected override PlattCalibrator Train(List<(float Score, bool Label, float Weight)> rows)
    {
        (double slope, double offset) = PlattScaling.Fit(rows);
        return new PlattCalibrator(slope, offset);
    }

    private protected override CalibratorTransformer<PlattCalibrator> Create(PlattCalibrator calibrator, string scoreColumnName)
        => new PlattCalibratorTransformer(Host, calibrator, scoreColumnName);
}
