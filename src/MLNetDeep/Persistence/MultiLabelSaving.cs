using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Tasks;

namespace MLNetDeep.Persistence;

/// <summary>A probability for each label, and whether it is above a half: both are vectors, so the graph says all.</summary>
internal sealed class MultiLabelSaving : TaskSaving
{
    private const string PredictedLabel = ScoreAnnotations.PredictedLabel;

    public override string[] Outputs => [Score, PredictedLabel];

    public override string[] Helpers => [];

    public override void AddScores(OnnxComposer composer, OnnxValue raw, DeepModel model)
    {
        SoftProbabilities.Add(composer.Graph, composer.Graph.Node("Sigmoid", [raw.Name]), 2, Score);
        composer.Graph.Output(Score, OnnxElement.Float, [model.Labels.Count]);
    }

    public override void AddOutputs(OnnxComposer composer, OnnxValue raw, DeepModel model)
    {
        AddScores(composer, raw, model);
        var graph = composer.Graph;
        graph.AddNode("Greater", "", PredictedLabel, [Score, graph.Constant(OnnxTensor.Scalar(0.5f))], [PredictedLabel]);
        graph.Output(PredictedLabel, OnnxElement.Bool, [model.Labels.Count]);
        AddSlotNames(graph, Score, model.Labels.Names);
    }

    public override void AddSteps(MLContext ml, DeepModel model, StepList steps)
    {
    }
}
