using System.Globalization;
using System.Text.Json.Nodes;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Tasks;

namespace MLNetDeep.Cli.Training;

/// <summary>What <c>train</c> says at its end.</summary>
internal static class Report
{
    /// <summary>Everything that decided the result.</summary>
    public static JsonObject Options(TrainRequest request, CommandTask task, Architecture architecture, TrainerOptions options)
    {
        JsonObject values = Networks.Values(options);
        values.Insert(0, "Task", task.Key);
        values.Insert(1, "Architecture", architecture.Key);
        if (request.From is not null)
            values.Insert(2, "From", request.From);
        return values;
    }

    /// <summary>The best epoch's metrics on the rows kept back for validation, under ML.NET's names.</summary>
    public static Dictionary<string, double> Validation(CommandTask task, TrainingHistory history)
    {
        var metrics = new Dictionary<string, double>();
        IReadOnlyDictionary<string, double>? best = history.Epochs.FirstOrDefault(e => e.Epoch == history.BestEpoch)?.Metrics;
        foreach ((string inHistory, string name) in task.InHistory)
        {
            if (best is not null && best.TryGetValue($"Validation{inHistory}", out double value))
                metrics[name] = value;
        }
        if (history.Calibration is { } calibration)
        {
            if (metrics.ContainsKey("LogLoss"))
                metrics["LogLoss"] = calibration.LossAfter;
            metrics["ExpectedCalibrationError"] = calibration.ErrorAfter;
        }
        return metrics;
    }

    public static string Summary(TrainingHistory history, string? test)
    {
        string measured = test is not null ? $"metrics on '{test}'" : history.ValidationRows == 1 ? "metrics on 1 validation row" : history.ValidationRows > 0 ? $"metrics on {history.ValidationRows} validation rows" : "no metrics, since there are no validation rows";
        string waiting = history.WaitingShare.ToString("0.0 %", CultureInfo.InvariantCulture);
        return $"{history.Epochs.Count} epochs of {history.TrainingRows} rows in {ProgressText.Duration(TimeSpan.FromSeconds(history.Seconds))}"
            + $" on {history.Device}, {waiting} of it waiting for data; best epoch {history.BestEpoch}; {measured}.";
    }
}
