using Microsoft.ML;
using MLNetDeep.Generation;
using MLNetDeep.Generative;

namespace MLNetDeep;

/// <summary>Models that tell rows which are unlike those of the training. They add ML.NET's columns Score and PredictedLabel, for <c>ml.AnomalyDetection.Evaluate</c>.</summary>
public sealed class DeepAnomalyCatalog
{
    private readonly MLContext _context;

    internal DeepAnomalyCatalog(MLContext context) => _context = context;

    /// <summary>
    /// Trains an autoencoder on rows that are normal, or mostly so: what it cannot reconstruct is an anomaly. Score is the reconstruction error; PredictedLabel is true where it is above the threshold.
    /// </summary>
    /// <param name="columnName">A numeric vector of known size, or images: MLImage, the path of an image file, or its bytes.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    /// <param name="falseAlarmRate">The share of normal rows that may be above the threshold, from 0 to below 1; of the training rows those held out for validation decide, or all where none are. Default 0.05.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not at least 0 and below 1.</exception>
    public AnomalyTrainer Autoencoder(string columnName = "Features", AutoencoderOptions? options = null, double falseAlarmRate = 0.05)
    {
        Check(columnName, falseAlarmRate);
        var settled = options ?? new AutoencoderOptions();
        settled.Validate();
        return new AnomalyTrainer(_context, new GenerativeTraining(_context, columnName, settled, kind => new Autoencoder(kind)), falseAlarmRate);
    }

    /// <summary>
    /// Grows an isolation forest (Liu, Ting and Zhou, Isolation Forest, 2008): rows that few random splits tell from all others are anomalies. A baseline that takes a second and has nothing to tune. Score is the
    /// anomaly score, from 0 to 1, where 0.5 is that of rows like any other; PredictedLabel is true where it is above the threshold.
    /// </summary>
    /// <param name="columnName">A numeric vector of known size; of a missing number every split says the same.</param>
    /// <param name="options">The forest; defaults when null.</param>
    /// <param name="falseAlarmRate">The share of training rows that may be above the threshold, from 0 to below 1. Default 0.05.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not at least 0 and below 1.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    public IsolationForestTrainer IsolationForest(string columnName = "Features", IsolationForestOptions? options = null, double falseAlarmRate = 0.05)
    {
        Check(columnName, falseAlarmRate);
        return new IsolationForestTrainer(_context, columnName, options ?? new IsolationForestOptions(), falseAlarmRate);
    }

    private static void Check(string columnName, double falseAlarmRate)
    {
        ArgumentException.ThrowIfNullOrEmpty(columnName);
        if (falseAlarmRate is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(falseAlarmRate), falseAlarmRate, FormattableString.Invariant($"The false-alarm rate must be at least 0 and below 1, but was {falseAlarmRate}."));
    }
}
