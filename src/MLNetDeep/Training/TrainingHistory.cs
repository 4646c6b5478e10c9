using System.Text.Json.Serialization;

namespace MLNetDeep;

/// <summary>What happened in a training: every metric of every epoch.</summary>
public sealed record TrainingHistory
{
    /// <summary>The epochs in their order.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>The number (from 1) of the epoch whose weights were kept; 0 when none ended before training was cancelled.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Why training ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>Seconds from the first row read to the last step.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds in which computing stood still because rows were being read or decoded, the first read included.</summary>
    public required double SecondsWaitingForData { get; init; }

    /// <summary>Rows trained on in each epoch.</summary>
    public required long TrainingRows { get; init; }

    /// <summary>Rows validated on.</summary>
    public required long ValidationRows { get; init; }

    /// <summary>Whether the rows did not fit the memory budget and were read anew in each epoch.</summary>
    public required bool Streamed { get; init; }

    /// <summary>The seed in use.</summary>
    public required int Seed { get; init; }

    /// <summary>The device computed on.</summary>
    public required string Device { get; init; }

    /// <summary>How probabilities were made to match frequencies; null where they were not.</summary>
    public CalibrationResult? Calibration { get; init; }

    /// <summary>What the best epoch was chosen by, lower is better; of a training that was just made.</summary>
    [JsonIgnore]
    internal double BestCriterion { get; init; } = double.PositiveInfinity;

    /// <summary>That of a network that was not trained yet.</summary>
    internal static TrainingHistory None { get; } = new()
    {
        Epochs = [],
        BestEpoch = 0,
        StopReason = StopReason.MaxEpochs,
        Seconds = 0,
        SecondsWaitingForData = 0,
        TrainingRows = 0,
        ValidationRows = 0,
        Streamed = false,
        Seed = 0,
        Device = "",
    };

    /// <summary>The share of the time in which computing waited for data.</summary>
    public double WaitingShare => Seconds > 0 ? SecondsWaitingForData / Seconds : 0;
}

/// <summary>How probabilities were made to match frequencies on the validation rows, after training.</summary>
/// <param name="Temperature">What logits are divided by; above 1 the network was too sure of itself.</param>
/// <param name="LossBefore">The loss before.</param>
/// <param name="LossAfter">The loss after.</param>
/// <param name="ErrorBefore">The expected calibration error before.</param>
/// <param name="ErrorAfter">The expected calibration error after.</param>
/// <param name="Rows">The rows it was measured on.</param>
public sealed record CalibrationResult(double Temperature, double LossBefore, double LossAfter, double ErrorBefore, double ErrorAfter, long Rows);

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    MaxEpochs,

    /// <summary>The validation loss had not become better for long enough.</summary>
    EarlyStopping,

    /// <summary>The caller cancelled; the best network so far was kept.</summary>
    Cancelled,
}

/// <summary>One epoch.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Metrics">
/// Loss and the task's own metrics on the training rows as they were met, the same with Validation before their names on the
/// whole validation set where there is one, LearningRate at the end, GradientNorm as a mean, RowsPerSecond. The task's
/// metrics: Accuracy for binary and multiclass, LabelAccuracy for multi-label, MeanAbsoluteError and RootMeanSquaredError for
/// regression, Coverage (the share of targets below each quantile, averaged) for quantiles. Where a network is solved for in closed form, an epoch is a penalty that is tried: Penalty says which, and metrics without Validation are those
/// of leave-one-out.
/// </param>
/// <param name="Seconds">How long it took, validation included.</param>
/// <param name="SecondsWaitingForData">The part of it in which computing waited for rows.</param>
/// <param name="IsBest">Whether it is the best so far.</param>
public sealed record EpochResult(int Epoch, IReadOnlyDictionary<string, double> Metrics, double Seconds, double SecondsWaitingForData, bool IsBest);

/// <summary>How far a training is, reported a few times a second.</summary>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="MaxEpochs">The most there can be.</param>
/// <param name="RowsDone">Rows done in this epoch.</param>
/// <param name="RowsInEpoch">Rows in an epoch.</param>
/// <param name="Loss">The mean loss of this epoch so far.</param>
/// <param name="Metric">The first of the task's own metrics in this epoch so far: accuracy for classes.</param>
/// <param name="RowsPerSecond">Speed in this epoch.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Remaining">An estimate of the time left if no early stop comes.</param>
public sealed record TrainingProgress(int Epoch, int MaxEpochs, long RowsDone, long RowsInEpoch, double Loss, double Metric,
    double RowsPerSecond, TimeSpan Elapsed, TimeSpan Remaining);
