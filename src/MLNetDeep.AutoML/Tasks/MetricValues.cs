using System.Reflection;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML;

/// <summary>Metrics under the names that ML.NET gives them: the properties of its metrics classes.</summary>
internal static class MetricValues
{
    // Counts only where Evaluate was given a number of classes to look at.
    private const string NotAskedFor = nameof(MulticlassClassificationMetrics.TopKAccuracy);

    public static Dictionary<string, double> Of(object metrics, CalibrationMetrics? calibration = null)
    {
        Dictionary<string, double> values = metrics.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType == typeof(double) && p.Name != NotAskedFor)
            .ToDictionary(p => p.Name, p => (double)p.GetValue(metrics)!);
        if (calibration is not null)
            values[nameof(calibration.ExpectedCalibrationError)] = calibration.ExpectedCalibrationError;
        return values;
    }
}
