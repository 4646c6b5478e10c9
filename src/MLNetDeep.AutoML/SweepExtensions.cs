namespace MLNetDeep.AutoML;

/// <summary>What AutoML adds to <c>ml.Deep()</c>.</summary>
public static class SweepExtensions
{
    /// <summary>A search over networks, classical trainers and their hyperparameters.</summary>
    /// <param name="deep">The catalog.</param>
    /// <param name="task">The task, which names the label: <c>PredictionTask.Multiclass("Label")</c>.</param>
    public static Sweep Sweep(this DeepCatalog deep, PredictionTask task)
    {
        ArgumentNullException.ThrowIfNull(deep);
        ArgumentNullException.ThrowIfNull(task);
        return new Sweep(deep.Context, task, task.LabelColumnName, new SweepSettings());
    }

    /// <summary>
    /// A sweep that finds by itself what is asked: the task by the label, the kind of input by the columns, contenders that suit. Boolean labels make a binary task, keys, text
    /// and few whole numbers a multiclass one, other numbers a regression. <c>ml.Deep().AutoML("Label").Run(train, TimeSpan.FromMinutes(10)).Model</c> is all that it takes.
    /// </summary>
    /// <param name="deep">The catalog.</param>
    /// <param name="labelColumnName">The label.</param>
    public static Sweep AutoML(this DeepCatalog deep, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(deep);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        return new Sweep(deep.Context, null, labelColumnName, new SweepSettings());
    }
}
