using Microsoft.ML;
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

    public override void AddOutputs(OnnxComposer composer, OnnxValue raw, DeepModel model)
    {
        var graph = composer.Graph;
        graph.AddNode("Identity", "", SavedColumns.ScoreVector, [raw.Name], [SavedColumns.ScoreVector]);
        graph.AddNode("Sigmoid", "", SavedColumns.ProbabilityVector, [raw.Name], [SavedColumns.ProbabilityVector]);
        foreach (var output in Outputs) graph.Output(output, OnnxElement.Float, [1]);
    }

    public override void AddSteps(MLContext ml, DeepModel model, StepList steps) =>
        steps.Add(ml.Transforms.CustomMapping<BinaryVectors, BinaryPrediction>(BinaryMapping.Map, BinaryMapping.Contract));
}
