using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using BinaryLinearModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace MLNetDeep.AutoML;

/// <summary>Logistic regressions of ML.NET: learned from scaled features, or begun with weights that are known.</summary>
/// <param name="ml">The context.</param>
/// <param name="label">The label column.</param>
/// <param name="features">The feature column.</param>
/// <param name="threads">Threads to compute on; 0 for ML.NET's choice.</param>
/// <param name="cancel">Ends training.</param>
internal sealed class LinearFits(MLContext ml, string label, string features, int threads, CancellationToken cancel)
{
    /// <summary>The trainer.</summary>
    public LbfgsLogisticRegressionBinaryTrainer Trainer(float l2) => ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
    {
        LabelColumnName = label,
        FeatureColumnName = features,
        L1Regularization = 0,
        L2Regularization = l2,
        NumberOfThreads = threads > 0 ? threads : null,
    });

    /// <summary>Learns from features that have a scale where they are present, and are 0 elsewhere.</summary>
    public LinearBinaryModelParameters Learn(LabeledFeatures data, float[] scales, float l2) => Trainer(l2)
        .Fit(View(data.Width, data.Rows.Select(row => new Row { Features = Sparse(data.Width, row.Present, scales), Label = row.Label })))
        .Model.SubModel;

    /// <summary>Learns from the rows given, a vector and a label each, beginning with the weights of another model.</summary>
    public BinaryPredictionTransformer<BinaryLinearModel> Continue(LinearModelParameters start, params (float[] Features, bool Label)[] rows) => Trainer(0).Fit(View(rows), start);

    /// <summary>Learns by a perceptron that begins at 0 and sees one row once.</summary>
    public LinearBinaryModelParameters Perceptron(float rate, float[] row, bool isPositive) => ml.BinaryClassification.Trainers
        .AveragedPerceptron(label, features, new HingeLoss(), rate, numberOfIterations: 1).Fit(View([(row, isPositive)])).Model;

    private static VBuffer<float> Sparse(int width, int[] present, float[] scales) => new(width, present.Length, Array.ConvertAll(present, feature => scales[feature]), present);

    private IDataView View((float[] Features, bool Label)[] rows) =>
        View(rows[0].Features.Length, rows.Select(row => new Row { Features = new VBuffer<float>(row.Features.Length, row.Features), Label = row.Label }));

    private IDataView View(int width, IEnumerable<Row> rows)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Row));
        definition[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        (definition[nameof(Row.Features)].ColumnName, definition[nameof(Row.Label)].ColumnName) = (features, label);
        return ml.Data.LoadFromEnumerable(Watched(rows), definition);
    }

    private IEnumerable<Row> Watched(IEnumerable<Row> rows)
    {
        foreach (Row row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    private sealed class Row
    {
        public VBuffer<float> Features { get; init; }

        public bool Label { get; init; }
    }
}
