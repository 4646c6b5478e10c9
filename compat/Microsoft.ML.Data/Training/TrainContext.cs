using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>What a trainer is given.</summary>
internal sealed record TrainContext(
    TrainingView TrainingSet, TrainingView? ValidationSet, object? InitialModel, IChannel Channel);

/// <summary>A view, and which of its columns are what.</summary>
internal sealed record TrainingView(
    IDataView Data,
    DataViewSchema.Column Feature,
    DataViewSchema.Column? Label,
    DataViewSchema.Column? Weight,
    DataViewSchema.Column? Group)
{
    public int FeatureCount => Feature.Type.GetVectorSize();
}
