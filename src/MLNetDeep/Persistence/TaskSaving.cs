using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Tasks;

namespace MLNetDeep.Persistence;

/// <summary>What a saved model does after the network: the task's part of the graph, and the steps behind it.</summary>
internal abstract class TaskSaving
{
    /// <summary>The column of scores.</summary>
    public const string Score = "Score";

    /// <summary>The output of the graph that holds the scores.</summary>
    public virtual string ScoreOutput => Score;

    /// <summary>The outputs of the graph, which become columns.</summary>
    public abstract string[] Outputs { get; }

    /// <summary>The columns that are dropped at the end.</summary>
    public abstract string[] Helpers { get; }

    /// <summary>How models of a task are saved.</summary>
    public static TaskSaving Of(DeepTask task) => task switch
    {
        MulticlassTask => new MulticlassSaving(),
        BinaryTask => new BinarySaving(),
        MultiLabelTask => new MultiLabelSaving(),
        RegressionTask or QuantileTask => new RegressionSaving(),
        EmbeddingTask embedding => new EmbeddingSaving(embedding.Column),
        _ => throw new NotSupportedException($"Models of the task '{task.Key}' cannot be saved."),
    };

    /// <summary>Adds the scores to the graph.</summary>
    public abstract void AddScores(OnnxComposer composer, OnnxValue raw, DeepModel model);

    /// <summary>Adds all outputs to the graph.</summary>
    public virtual void AddOutputs(OnnxComposer composer, OnnxValue raw, DeepModel model) => AddScores(composer, raw, model);

    /// <summary>Adds the steps behind the graph.</summary>
    public abstract void AddSteps(MLContext ml, DeepModel model, StepList steps);

    /// <summary>
    /// ML.NET takes the names of a vector's slots from a node that maps texts, if it is named after the column. Nothing
    /// hangs on the node, so it costs nothing.
    /// </summary>
    protected static void AddSlotNames(OnnxGraph graph, string column, IReadOnlyList<string> names)
    {
        string anyText = graph.Constant(OnnxTensor.Vector([names[0]]));
        graph.AddNode("LabelEncoder", OnnxGraph.MlDomain, $"mlnet.{column}.SlotNames", [anyText], ["mlnet.SlotNames"],
            ("keys_strings", names.ToArray()),
            ("values_int64s", Enumerable.Range(0, names.Count).Select(i => (long)i).ToArray()));
    }
}
