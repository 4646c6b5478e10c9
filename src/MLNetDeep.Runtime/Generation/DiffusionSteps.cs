namespace MLNetDeep.Runtime;

/// <summary>Predicts of rows at a time: overwrites the second by what the network says of the first.</summary>
internal delegate void Predictor(float[] states, float[] predicted, double time);

/// <summary>Goes from noise to rows, step by step; all rows of a batch at once. Values are standardized.</summary>
/// <param name="path">The path.</param>
/// <param name="options">How many steps, and of which kind.</param>
/// <param name="low">The least of each number of a row.</param>
/// <param name="high">The greatest.</param>
/// <param name="predict">The network.</param>
internal sealed class DiffusionSteps(NoisePath path, SamplingOptions options, float[] low, float[] high, Predictor predict)
{
    /// <summary>Overwrites noise by rows.</summary>
    /// <param name="states">The noise, row by row.</param>
    /// <param name="noises">The noise of each row, from which more is taken where steps want it.</param>
    public void Run(float[] states, NormalNoise[] noises)
    {
        var predicted = new float[states.Length];
        for (var step = 0; step < options.Steps; step++)
        {
            double from = TimeAt(step), to = TimeAt(step + 1);
            predict(states, predicted, from);
            switch (options.Solver)
            {
                case DiffusionSolver.Heun:
                    Heun(states, predicted, from, to);
                    break;
                case DiffusionSolver.Ddpm:
                    Jump(states, predicted, from, to, noises);
                    break;
                case DiffusionSolver.Ddim:
                    Jump(states, predicted, from, to, null);
                    break;
                default:
                    Follow(states, Slopes(states, predicted, from), to - from);
                    break;
            }
        }
    }

    private double TimeAt(int step) => path.Start * (1 - ((double)step / options.Steps));

    private void Heun(float[] states, float[] predicted, double from, double to)
    {
        var first = Slopes(states, predicted, from);
        float[] ahead = [.. states];
        Follow(ahead, first, to - from);
        if (to > 0)
        {
            predict(ahead, predicted, to);
            var second = Slopes(ahead, predicted, to);
            for (var i = 0; i < first.Length; i++) first[i] = (first[i] + second[i]) / 2;
        }
        Follow(states, first, to - from);
    }

    private static void Follow(float[] states, double[] slopes, double time)
    {
        for (var i = 0; i < states.Length; i++) states[i] += (float)(time * slopes[i]);
    }

    // The probability flow: α' row + σ' noise.
    private double[] Slopes(float[] states, float[] predicted, double time)
    {
        var (share, deviation) = (path.ShareSlope(time), path.DeviationSlope(time));
        var slopes = new double[states.Length];
        for (var i = 0; i < slopes.Length; i++)
        {
            var (row, noise) = Split(states[i], predicted[i], time, i);
            slopes[i] = (share * row) + (deviation * noise);
        }
        return slopes;
    }

    // To where the same row, and noise of which some is new, would be at the next time.
    private void Jump(float[] states, float[] predicted, double from, double to, NormalNoise[]? noises)
    {
        var (share, deviation) = (path.Share(to), path.Deviation(to));
        var fresh = noises is null ? 0 : FreshDeviation(from, to);
        var kept = Math.Sqrt(Math.Max(0, (deviation * deviation) - (fresh * fresh)));
        var (size, random) = (low.Length, new float[states.Length]);
        for (var row = 0; fresh > 0 && row < noises!.Length; row++) noises[row].Fill(random.AsSpan(row * size, size));
        for (var i = 0; i < states.Length; i++)
        {
            var (row, noise) = Split(states[i], predicted[i], from, i);
            states[i] = (float)((share * row) + (kept * noise) + (fresh * random[i]));
        }
    }

    // The deviation of x at the next time, given x now and the row.
    private double FreshDeviation(double from, double to)
    {
        double ratio = path.Share(from) / path.Share(to), before = path.Deviation(from), after = path.Deviation(to);
        var added = (before * before) - (ratio * ratio * after * after);
        return Math.Sqrt(Math.Max(0, added)) * after / before;
    }

    private (double Row, double Noise) Split(double x, double predicted, double time, int index)
    {
        var (row, noise) = path.Split(x, predicted, time);
        var place = index % low.Length;
        if (!path.Clips || (row >= low[place] && row <= high[place])) return (row, noise);
        row = Math.Clamp(row, low[place], high[place]);
        return path.Deviation(time) < 1e-6 ? (row, noise) : (row, (x - (path.Share(time) * row)) / path.Deviation(time));
    }
}
