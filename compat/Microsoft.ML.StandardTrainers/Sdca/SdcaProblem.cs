using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>The settings of stochastic dual coordinate ascent, with what was left open filled in.</summary>
internal sealed record SdcaSettings(
    float L2, float L1, float BiasLearningRate, int MaximumIterations, float Tolerance, int CheckFrequency);

/// <summary>
/// Stochastic dual coordinate ascent (Shalev-Shwartz and Zhang): each row has dual variables, and a visit of the row
/// takes the best step along them. With a rate for the bias, part of it is free of the regularization.
/// </summary>
internal abstract class SdcaProblem
{
    protected readonly TrainingRows Rows;
    protected readonly SdcaSettings Settings;

    /// <summary>1 / (lambda n), which turns a dual step into a step of the weights.</summary>
    protected readonly float Scale;

    private readonly float[] _l1Biases;
    private readonly float[][] _l1Weights;
    private float[][] _bestWeights = [];
    private float[] _bestBiases = [];
    private double _bestLoss = double.PositiveInfinity;

    protected SdcaProblem(TrainingRows rows, int outputs, SdcaSettings settings)
    {
        Rows = rows;
        Settings = settings;
        Scale = 1 / (settings.L2 * rows.Count);
        Weights = NewWeights(outputs);
        Biases = new float[outputs];
        FreeBiases = new float[outputs];
        _l1Biases = settings.L1 == 0 ? Biases : new float[outputs];
        _l1Weights = settings.L1 == 0 ? Weights : NewWeights(outputs);
    }

    protected float[][] Weights { get; }

    /// <summary>The regularized part of the biases.</summary>
    protected float[] Biases { get; }

    protected float[] FreeBiases { get; }

    /// <summary>The rate at which what the dual variables miss goes to the free part of the bias.</summary>
    protected float Rate => Settings.BiasLearningRate * Settings.L2;

    /// <summary>Passes over the rows until primal and dual loss are near; gives the best weights met.</summary>
    public (float[][] Weights, float[] Biases) Solve(Random? shuffle)
    {
        int[] order = [.. Enumerable.Range(0, Rows.Count)];
        for (int iteration = 1; iteration <= Settings.MaximumIterations; iteration++)
        {
            shuffle?.Shuffle(order);
            foreach (int row in order)
                Visit(row);
            if (iteration % Settings.CheckFrequency == 0 && Check())
                break;
        }

        return _bestWeights.Length > 0 ? (_bestWeights, _bestBiases) : (Weights, TotalBiases());
    }

    protected abstract void Visit(int row);

    /// <summary>Primal and dual loss of a row.</summary>
    protected abstract (double Primal, double Dual) LossOf(int row);

    protected float Output(int output, in VBuffer<float> features)
        => MathUtils.Dot(Weights[output], in features) + (Biases[output] + FreeBiases[output]);

    /// <summary>The squared length of a row, with 1 for a bias that is regularized as a weight.</summary>
    protected float NormSquared(int row)
    {
        float sum = 0;
        foreach (float value in Rows.Features(row).GetValues())
            sum += value * value;
        return Settings.BiasLearningRate == 0 ? sum + 1 : sum;
    }

    protected float Adjustment(int output) => Rate * _l1Biases[output];

    /// <summary>Moves the weights of an output along a row; with an L1 threshold they are what is left above it.</summary>
    protected void Move(int output, in VBuffer<float> features, float step)
    {
        _l1Biases[output] += step;
        if (Settings.L1 > 0 && Settings.BiasLearningRate == 0)
            Biases[output] = Shrink(_l1Biases[output]);
        ReadOnlySpan<float> values = features.GetValues();
        ReadOnlySpan<int> indices = features.GetIndices();
        float[] target = _l1Weights[output], weights = Weights[output];
        for (int i = 0; i < values.Length; i++)
        {
            int at = features.IsDense ? i : indices[i];
            target[at] += step * values[i];
            if (Settings.L1 > 0)
                weights[at] = Shrink(target[at]);
        }
    }

    private float Shrink(float value) => Math.Abs(value) > Settings.L1 ? value - Math.Sign(value) * Settings.L1 : 0;

    private bool Check()
    {
        double primal = 0, dual = 0;
        for (int row = 0; row < Rows.Count; row++)
        {
            (double p, double d) = LossOf(row);
            primal += p * Rows.Weight(row);
            dual += d * Rows.Weight(row);
        }

        double l1 = 0, l2 = 0, free = 0;
        for (int i = 0; i < Weights.Length; i++)
        {
            l1 += Weights[i].Sum(w => Math.Abs((double)w)) + Math.Abs(Biases[i]);
            l2 += Weights[i].Sum(w => (double)w * w) + (double)Biases[i] * Biases[i];
            free += (double)Biases[i] * FreeBiases[i];
        }

        double loss = primal / Rows.Count + Settings.L2 * (l2 / 2 + Settings.L1 * l1);
        double dualLoss = dual / Rows.Count - Settings.L2 * (l2 / 2 + free);
        if (loss < _bestLoss)
        {
            _bestLoss = loss;
            _bestWeights = Array.ConvertAll(Weights, w => (float[])w.Clone());
            _bestBiases = TotalBiases();
        }

        return (loss - dualLoss) / loss < Settings.Tolerance;
    }

    private float[][] NewWeights(int outputs) => [.. Enumerable.Range(0, outputs).Select(_ => new float[Rows.FeatureCount])];

    private float[] TotalBiases() => [.. Biases.Zip(FreeBiases, (a, b) => a + b)];
}
