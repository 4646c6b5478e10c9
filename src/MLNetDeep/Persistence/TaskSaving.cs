using Microsoft.ML;
using MLNetDeep.Onnx;
using MLNetDeep.Tasks;

namespace MLNetDeep.Persistence;

/// <summary>What a saved model does after the network: the task's part of the graph, and the steps behind it.</summary>
internal abstract class TaskSaving
{
    /// <summary>The column of scores.</summary>
    public const string Score = "Score";

    /// <summary>The outputs of the graph, which become columns.</summary>
    public abstract string[] Outputs { get; }

    /// <summary>The columns that are dropped at the end.</summary>
    public abstract string[] Helpers { get; }

    /// <summary>How models of a task are saved.</summary>
    public static TaskSaving Of(DeepTask task) => task is MulticlassTask
        ? new MulticlassSaving()
        : throw new NotSupportedException($"Models of the task '{task.Key}' cannot be saved.");

    /// <summary>Adds the outputs to the graph.</summary>
    public abstract void AddOutputs(OnnxComposer composer, OnnxValue raw, DeepModel model);

    /// <summary>Adds the steps behind the graph.</summary>
    public abstract void AddSteps(MLContext ml, DeepModel model, StepList steps);
}
