using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML;

/// <summary>Metrics of a binary model on rows that are all of one class: those of ranking and of recall are not defined and stay NaN.</summary>
internal static class OneClass
{
    public static Dictionary<string, double> Evaluate(IDataView scored, bool[] labels)
    {
        bool[] predicted = [.. scored.GetColumn<bool>("PredictedLabel")];
        float[] probabilities = [.. scored.GetColumn<float>("Probability")];
        double right = labels.Zip(predicted).Count(pair => pair.First == pair.Second);
        double loss = labels.Zip(probabilities).Sum(pair => -Math.Log(pair.First ? pair.Second : 1 - pair.Second));
        double positives = labels.Count(label => label);
        double claimed = predicted.Count(label => label);
        double found = labels.Zip(predicted).Count(pair => pair is { First: true, Second: true });
        return new Dictionary<string, double>
        {
            ["Accuracy"] = right / labels.Length,
            ["AreaUnderRocCurve"] = double.NaN,
            ["AreaUnderPrecisionRecallCurve"] = double.NaN,
            ["LogLoss"] = loss / labels.Length,
            ["LogLossReduction"] = double.NaN,
            ["PositivePrecision"] = claimed > 0 ? found / claimed : double.NaN,
            ["PositiveRecall"] = positives > 0 ? found / positives : double.NaN,
            ["F1Score"] = positives > 0 && claimed > 0 ? 2 * found / (positives + claimed) : double.NaN,
        };
    }
}
