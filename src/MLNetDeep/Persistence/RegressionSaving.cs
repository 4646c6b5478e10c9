using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;

namespace MLNetDeep.Persistence;

/// <summary>
/// Values as the network gives them, targets or quantiles. A single target is taken out of its vector by a mapping in
/// MLNetDeep.Runtime, so the graph always makes the vector under another name; vectors are then copied to their own.
/// </summary>
internal sealed class RegressionSaving : TaskSaving
{
    public override string ScoreOutput => SavedColumns.ScoreVector;

    public override string[] Outputs => [SavedColumns.ScoreVector];

    public override string[] Helpers => Outputs;

    public override void AddScores(OnnxComposer composer, OnnxValue raw, DeepModel model)
    {
        var graph = composer.Graph;
        graph.AddNode("Identity", "", ScoreOutput, [raw.Name], [ScoreOutput]);
        graph.Output(ScoreOutput, OnnxElement.Float, [model.Labels.Count]);
        if (!RegressionTask.IsScalar(model.Labels)) AddSlotNames(graph, ScoreOutput, model.Labels.Names);
    }

    public override void AddSteps(MLContext ml, DeepModel model, StepList steps)
    {
        if (RegressionTask.IsScalar(model.Labels))
            steps.Add(ml.Transforms.CustomMapping<ScoreVector, NumberPrediction>(NumberMapping.Map, NumberMapping.Contract));
        else
            steps.Add(ml.Transforms.CopyColumns(Score, ScoreOutput));
    }
}
