using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Trains a binary classifier for each class against the others.</summary>
public sealed class OneVersusAllTrainer
    : MetaMulticlassTrainer<MulticlassPredictionTransformer<OneVersusAllModelParameters>, OneVersusAllModelParameters>
{
    private readonly IEstimator<ISingleFeaturePredictionTransformer<object>> _binaryEstimator;
    private readonly bool _useProbabilities;

    internal OneVersusAllTrainer(
        IHostEnvironment env,
        IEstimator<ISingleFeaturePredictionTransformer<object>> binaryEstimator,
        string labelColumnName,
        bool imputeMissingLabelsAsNegative,
        bool useProbabilities)
        : base(env, nameof(OneVersusAllTrainer), labelColumnName, imputeMissingLabelsAsNegative)
    {
        Host.CheckValue(binaryEstimator, nameof(binaryEstimator));
        _binaryEstimator = binaryEstimator;
        _useProbabilities = useProbabilities;
    }

    public override MulticlassPredictionTransformer<OneVersusAllModelParameters> Fit(IDataView input)
    {
        Host.CheckValue(input, nameof(input));
        CheckLabel(SchemaShape.Create(input.Schema));
        int classes = input.Schema[LabelColumnName].Type.GetKeyCountAsInt32(Host);
        // Every class reads the rows again: once is enough for what they are computed from.
        IDataView cached = new DataOperationsCatalog(Host).Cache(input);
        var models = new object[classes];
        string featureColumn = "";
        for (int i = 0; i < classes; i++)
        {
            ISingleFeaturePredictionTransformer<object> transformer = _binaryEstimator.Fit(MapLabels(cached, i));
            models[i] = transformer.Model;
            featureColumn = transformer.FeatureColumnName;
        }

        return new MulticlassPredictionTransformer<OneVersusAllModelParameters>(
            Host,
            OneVersusAllModelParameters.Create(Host, _useProbabilities, models),
            input.Schema,
            featureColumn,
            LabelColumnName);
    }

    private protected override SchemaShape CheckBinary(SchemaShape inputSchema) => _binaryEstimator.GetOutputSchema(inputSchema);
}
