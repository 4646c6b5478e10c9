using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using BinaryLinearModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace MLNetDeep.AutoML;

/// <summary>
/// Makes a logistic regression of ML.NET with given weights. There is no public constructor of one, so that it is made by two fits whose outcome is known: a perceptron takes the weights from a row
/// made for it, and a logistic regression begins with them, on rows that leave it nothing to learn.
/// </summary>
internal static class KnownLinearModel
{
    // The least rate that a perceptron is given.
    private const double LeastRate = 1e-6;

    // How large the row is that the logistic regression sees, and which score it has.
    private const double Length = 1e3, Score = 1e-3;

    // What the weights may be off.
    private const double Tolerance = 1e-2;

    /// <summary>Makes it.</summary>
    /// <exception cref="InvalidOperationException">ML.NET's trainers came to other weights.</exception>
    public static BinaryPredictionTransformer<BinaryLinearModel> Make(LinearFits fits, float[] weights, float intercept)
    {
        if (Array.TrueForAll(weights, w => w == 0))
            weights = [1e-12f, .. weights[1..]];
        // At 0 the hinge loss has a slope of 1: a row moves the weights by rate * features and the intercept by rate, towards its label.
        double rate = Math.Max(LeastRate, Math.Abs((double)intercept));
        bool isPositive = intercept >= 0;
        LinearBinaryModelParameters start = fits.Perceptron((float)rate, Array.ConvertAll(weights, w => (float)((isPositive ? w : -w) / rate)), isPositive);
        float[] row = Undecided(weights, start.Bias);
        BinaryPredictionTransformer<BinaryLinearModel> model = fits.Continue(start, (row, true), (row, false));
        LinearBinaryModelParameters made = model.Model.SubModel;
        if (Math.Abs(made.Bias - intercept) > Tolerance || made.Weights.Zip(weights).Any(w => Math.Abs(w.First - w.Second) > Tolerance))
            throw new InvalidOperationException("ML.NET did not keep the weights that its logistic regression began with.");
        return model;
    }

    /// <summary>
    /// A row with a score of all but 0. Once true and once false it makes gradients that all but cancel out. Quite so they must not, as ML.NET then gives back a model of zeros. The row is long, so that the
    /// best that can be done about the rest is a step of Score / Length.
    /// </summary>
    private static float[] Undecided(float[] weights, double intercept)
    {
        double scale = (Score - intercept) / weights.Sum(w => (double)w * w);
        double[] row = Array.ConvertAll(weights, w => w * scale);
        if (row.Length > 1)
        {
            // At right angles to the weights, in the plane of the two smallest: what they lose by rounding is least.
            int[] smallest = [.. Enumerable.Range(0, row.Length).OrderBy(i => Math.Abs(weights[i])).Take(2)];
            (double a, double b) = (weights[smallest[0]], weights[smallest[1]]);
            double length = Math.Sqrt((a * a) + (b * b));
            row[smallest[0]] += length == 0 ? Length : Length * b / length;
            row[smallest[1]] -= length == 0 ? 0 : Length * a / length;
        }
        return Array.ConvertAll(row, value => (float)value);
    }
}
