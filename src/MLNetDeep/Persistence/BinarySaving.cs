using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;

namespace MLNetDeep.Persistence;

/// <summary>The logit and its logistic function, which a mapping in MLNetDeep.Runtime takes out of their vectors.</summary>
internal sealed class BinarySaving : TaskSaving
{
    public override string ScoreOutput => SavedColumns.ScoreVector;

    public override string[] Outputs => [SavedColumns.ScoreVector, SavedColumns.ProbabilityVector];

    public override string[] Helpers => Outputs;

    public override void AddScores(OnnxComposer composer, OnnxValue raw, DeepModel model)
    {
        composer.Graph.AddNode("Identity", "", ScoreOutput, [raw.Name], [ScoreOutput]);
        composer.Graph.Output(ScoreOutput, OnnxElement.Float, [1]);
    }

    public override void AddOutputs(OnnxComposer composer, OnnxValue raw, DeepModel model)
    {
        AddScores(composer, raw, model);
        SoftProbabilities.Add(composer.Graph, composer.Graph.Node("Sigmoid", [raw.Name]), 2, SavedColumns.ProbabilityVector);
        composer.Graph.Output(SavedColumns.ProbabilityVector, OnnxElement.Float, [1]);
    }

    public override void AddSteps(MLContext ml, DeepModel model, StepList steps) =>
        steps.Add(ml.Transforms.CustomMapping<BinaryVectors, BinaryPrediction>(BinaryMapping.Map, BinaryMapping.Contract));
}
