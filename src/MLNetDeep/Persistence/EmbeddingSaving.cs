using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;

namespace MLNetDeep.Persistence;

/// <summary>Embeddings as the network gives them, copied to the column that was asked for.</summary>
/// <param name="column">The column.</param>
internal sealed class EmbeddingSaving(string column) : TaskSaving
{
    public override string ScoreOutput => SavedColumns.ScoreVector;

    public override string[] Outputs => [SavedColumns.ScoreVector];

    public override string[] Helpers => Outputs;

    public override void AddScores(OnnxComposer composer, OnnxValue raw, DeepModel model)
    {
        composer.Graph.AddNode("Identity", "", ScoreOutput, [raw.Name], [ScoreOutput]);
        composer.Graph.Output(ScoreOutput, OnnxElement.Float, [model.Labels.Count]);
    }

    public override void AddSteps(MLContext ml, DeepModel model, StepList steps) => steps.Add(ml.Transforms.CopyColumns(column, ScoreOutput));
}
