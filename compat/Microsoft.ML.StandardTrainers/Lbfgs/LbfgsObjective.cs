using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>
/// The loss over all rows with its L2 penalty. Parameters are the biases of all outputs, then the weights of each.
/// </summary>
internal abstract class LbfgsObjective(TrainingRows rows, int outputs, double l2, int threads)
{
    private const int MinRowsPerThread = 500;

    public int ParameterCount => outputs * (rows.FeatureCount + 1);

    protected TrainingRows Rows => rows;

    /// <summary>The loss and the gradient at a point.</summary>
    public double Evaluate(double[] point, double[] gradient)
    {
        int parts = Math.Max(1, Math.Min(threads, rows.Count / MinRowsPerThread));
        var gradients = new double[parts][];
        var losses = new double[parts];
        Parallel.For(0, parts, part =>
        {
            gradients[part] = part == 0 ? gradient : new double[gradient.Length];
            Array.Clear(gradients[part]);
            losses[part] = EvaluateRows(
                point, gradients[part], (int)((long)rows.Count * part / parts), (int)((long)rows.Count * (part + 1) / parts));
        });
        double loss = losses.Sum();
        for (int i = 0; i < gradient.Length; i++)
        {
            for (int part = 1; part < parts; part++)
                gradient[i] += gradients[part][i];
            if (i < outputs)
                continue;
            gradient[i] += l2 * point[i];
            loss += 0.5 * l2 * point[i] * point[i];
        }

        return loss;
    }

    /// <summary>The loss of a row; replaces the outputs by the derivatives by them.</summary>
    protected abstract double LossOf(Span<double> outputs, float label);

    private double EvaluateRows(double[] point, double[] gradient, int from, int to)
    {
        double loss = 0;
        Span<double> values = new double[outputs];
        for (int row = from; row < to; row++)
        {
            VBuffer<float> features = rows.Features(row);
            for (int i = 0; i < outputs; i++)
                values[i] = point[i] + Dot(WeightsOf(point, i), in features);
            float weight = rows.Weight(row);
            loss += weight * LossOf(values, rows.Label(row));
            for (int i = 0; i < outputs; i++)
            {
                gradient[i] += weight * values[i];
                AddScaled(WeightsOf(gradient, i), in features, weight * values[i]);
            }
        }

        return loss;
    }

    private Span<double> WeightsOf(double[] parameters, int output)
        => parameters.AsSpan(outputs + output * rows.FeatureCount, rows.FeatureCount);

    private static double Dot(ReadOnlySpan<double> weights, in VBuffer<float> features)
    {
        ReadOnlySpan<float> values = features.GetValues();
        double sum = 0;
        if (features.IsDense)
        {
            for (int i = 0; i < values.Length; i++)
                sum += weights[i] * values[i];
            return sum;
        }

        ReadOnlySpan<int> indices = features.GetIndices();
        for (int i = 0; i < values.Length; i++)
            sum += weights[indices[i]] * values[i];
        return sum;
    }

    private static void AddScaled(Span<double> target, in VBuffer<float> features, double scale)
    {
        if (scale == 0)
            return;
        ReadOnlySpan<float> values = features.GetValues();
        if (features.IsDense)
        {
            for (int i = 0; i < values.Length; i++)
                target[i] += scale * values[i];
            return;
        }

        ReadOnlySpan<int> indices = features.GetIndices();
        for (int i = 0; i < values.Length; i++)
            target[indices[i]] += scale * values[i];
    }
}

/// <summary>-ln of the probability that softmax gives the class of the row.</summary>
internal sealed class MaximumEntropyObjective(TrainingRows rows, int classes, double l2, int threads)
    : LbfgsObjective(rows, classes, l2, threads)
{
    protected override double LossOf(Span<double> outputs, float label)
    {
        double max = double.NegativeInfinity, sum = 0;
        foreach (double output in outputs)
            max = Math.Max(max, output);
        double ofLabel = outputs[(int)label] - max;
        for (int i = 0; i < outputs.Length; i++)
            sum += outputs[i] = Math.Exp(outputs[i] - max);
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] /= sum;
        outputs[(int)label]--;
        return Math.Log(sum) - ofLabel;
    }
}

/// <summary>-ln of the probability that the sigmoid gives the label.</summary>
internal sealed class LogisticObjective(TrainingRows rows, double l2, int threads) : LbfgsObjective(rows, 1, l2, threads)
{
    protected override double LossOf(Span<double> outputs, float label)
    {
        double output = outputs[0], target = label > 0 ? 1 : 0;
        outputs[0] = MathUtils.Sigmoid(output) - target;
        return MathUtils.SoftPlus(target > 0 ? -output : output);
    }
}

/// <summary>-ln of the probability of a count, but for what does not depend on the output.</summary>
internal sealed class PoissonObjective(TrainingRows rows, double l2, int threads) : LbfgsObjective(rows, 1, l2, threads)
{
    protected override double LossOf(Span<double> outputs, float label)
    {
        double output = outputs[0], mean = Math.Exp(output);
        outputs[0] = mean - label;
        return mean - label * output;
    }
}
