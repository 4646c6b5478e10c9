using MathNet.Numerics.LinearAlgebra;

namespace MLNetDeep.AutoML;

/// <summary>
/// CMA-ES over the numbers of the space. Its state is worked out again from its own trials for each proposal: as many as a generation has, in order of their
/// numbers, make a generation; what is in flight is not waited for.
/// </summary>
internal sealed class CmaEsTuner : ITuner
{
    private readonly CmaEsOptions _options;

    public CmaEsTuner(CmaEsOptions options)
    {
        options.Validate();
        _options = options;
    }

    public string Name => "cmaes";

    public Configuration? Propose(TunerContext context)
    {
        var history = new TrialHistory(context, new SpaceEncoding(context.Space));
        Random random = context.Random();
        int[] numbers = [.. Enumerable.Range(0, context.Space.Count).Where(d => history.Encoding.Dimensions[d] is { IsChoice: false, Count: > 1 })];
        if (numbers.Length == 0)
            return Fresh.Find(history, random, () => history.Encoding.Uniform(random));
        CmaEsState state = Replay(context, history, numbers);
        return Fresh.Find(history, random, () => Proposal(state, history.Encoding, numbers, random));
    }

    private CmaEsState Replay(TunerContext context, TrialHistory history, int[] numbers)
    {
        int first = context.Trials.FirstOrDefault(t => t.ProposedBy == Name)?.Number ?? context.Number;
        Observation[] own = [.. history.Observed.Where(o => o.ProposedBy == Name)];
        int population = _options.Population > 0 ? _options.Population : CmaEsConstants.DefaultPopulation(numbers.Length);
        CmaEsState state = CmaEsStart.From([.. history.Observed.Where(o => o.Number < first)], numbers, new(numbers.Length, population), _options.InitialStep);
        for (int i = 0; i + state.Population <= own.Length;)
        {
            Observation[] generation = Ranking.Order(own[i..(i + state.Population)]);
            i += state.Population;
            state.Update([.. generation.Select(o => Vector(o.X, numbers, state.Mean))], generation[0].Loss);
            if (state.IsOver)
                state = CmaEsStart.Anew((context with { Number = -i }).Random(), numbers.Length, state.Population * 2, _options.InitialStep);
        }
        return state;
    }

    private static Vector<double> Vector(double[] x, int[] numbers, Vector<double> mean) =>
        Vector<double>.Build.Dense(numbers.Length, i => double.IsNaN(x[numbers[i]]) ? mean[i] : x[numbers[i]]);

    private static double[] Proposal(CmaEsState state, SpaceEncoding encoding, int[] numbers, Random random)
    {
        Vector<double> sample = state.Sample(random);
        for (int i = 0; i < 20 && sample.Any(v => v is < 0 or > 1); i++)
            sample = state.Sample(random);
        double margin = 1.0 / (numbers.Length * state.Population);
        return encoding.Draw((d, _) =>
        {
            int i = Array.IndexOf(numbers, d);
            if (i < 0)
                return encoding.Dimensions[d].Uniform(random);
            return encoding.Dimensions[d] is IntegerDimension integer && random.NextDouble() < margin
                ? integer.Step(integer.Snap(sample[i]), random.Next(2) == 0 ? -1 : 1)
                : sample[i];
        });
    }
}
