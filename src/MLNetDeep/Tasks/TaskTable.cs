namespace MLNetDeep.Tasks;

/// <summary>Finds tasks by their keys.</summary>
internal static class TaskTable
{
    /// <summary>The task of a saved model.</summary>
    public static DeepTask Get(string key, TrainerOptions options) => key switch
    {
        MulticlassTask.TaskKey => new MulticlassTask(),
        BinaryTask.TaskKey => new BinaryTask(),
        MultiLabelTask.TaskKey => new MultiLabelTask(),
        RegressionTask.TaskKey => new RegressionTask(options.ClipPredictions),
        QuantileTask.TaskKey => new QuantileTask(options.Quantiles, options.ClipPredictions),
        _ => throw new InvalidDataException($"the task '{key}' is not known"),
    };

    /// <summary>Regression of numbers, or of quantiles where some are asked for.</summary>
    public static DeepTask Regression(TrainerOptions options) => options.Quantiles.Length > 0 ? new QuantileTask(options.Quantiles, options.ClipPredictions) : new RegressionTask(options.ClipPredictions);
}
