using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;

namespace MLNetDeep.Persistence;

/// <summary>
/// Probabilities by softmax; the label of the largest, which the graph looks up in a table of labels and MapValueToKey turns
/// into the key that it was in training.
/// </summary>
internal sealed class MulticlassSaving : TaskSaving
{
    private const string PredictedLabel = "PredictedLabel";

    public override string[] Outputs => [Score, SavedColumns.LabelVector];

    public override string[] Helpers => [SavedColumns.LabelVector, SavedColumns.Label];

    public override void AddScores(OnnxComposer composer, OnnxValue raw, DeepModel model)
    {
        SoftProbabilities.Add(composer.Graph, composer.Graph.Node("Softmax", [raw.Name], ("axis", 1)), model.Labels.Count, Score);
        composer.Graph.Output(Score, OnnxElement.Float, [model.Labels.Count]);
    }

    public override void AddOutputs(OnnxComposer composer, OnnxValue raw, DeepModel model)
    {
        AddScores(composer, raw, model);
        AddLabels(composer.Graph, model.Labels);
    }

    /// <summary>Adds the label of the largest score, and the names of the classes.</summary>
    internal static void AddLabels(OnnxGraph graph, LabelValues values)
    {
        long classes = values.Count;
        var labels = LabelTable.Of(values);
        string best = graph.Node("ArgMax", [Score], ("axis", 1), ("keepdims", 1));
        // A row whose scores are not numbers has no label: it gets the entry behind the last class.
        string sum = graph.Node("ReduceSum", [Score, graph.Constant(OnnxTensor.Vector(1))], ("keepdims", 1));
        string none = graph.Constant(OnnxTensor.Of([classes]));
        string index = graph.Node("Where", [graph.Node("IsNaN", [sum]), none, best]);
        graph.AddNode("Gather", "", SavedColumns.LabelVector, [graph.Constant(labels.Tensor), index], [SavedColumns.LabelVector]);
        graph.Output(SavedColumns.LabelVector, labels.Tensor.Element, [1]);
        // ML.NET's own trainers name slots by texts alone, and keep other labels as an annotation that no step of a saved chain can give:
        // without a name nobody could tell which score is whose.
        AddSlotNames(graph, Score, values.Names);
    }

    public override void AddSteps(MLContext ml, DeepModel model, StepList steps) => AddSteps(ml, model.Labels, steps);

    /// <summary>Adds the steps that make a key of the label.</summary>
    internal static void AddSteps(MLContext ml, LabelValues values, StepList steps)
    {
        var labels = LabelTable.Of(values);
        labels.AddMapping(ml, steps);
        steps.Add(ml.Transforms.Conversion.MapValueToKey(PredictedLabel, SavedColumns.Label, keyData: labels.KeyData(ml)));
    }
}
