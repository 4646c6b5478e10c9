using System.Diagnostics;
using MLNetDeep.AutoML;

namespace MLNetDeep.Bench;

/// <summary>One search: one function, one tuner, one seed.</summary>
/// <param name="Function">The function.</param>
/// <param name="Tuner">The tuner's key.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Regret">The least value found; the minimum is 0.</param>
/// <param name="MedianMilliseconds">The median of the proposals' times.</param>
/// <param name="MaximumMilliseconds">The longest of them.</param>
/// <param name="Best">The configuration of the least value.</param>
internal sealed record Run(string Function, string Tuner, int Seed, double Regret, double MedianMilliseconds, double MaximumMilliseconds, string Best)
{
    private static readonly Objective[] Loss = [new("Loss", Maximize: false)];

    public static Run Of(Function function, string key, int seed, int evaluations)
    {
        ITuner tuner = AutoML.Tuner.Get(key);
        List<Trial> trials = [];
        List<double> times = [];
        for (int number = 1; number <= evaluations; number++)
        {
            var watch = Stopwatch.StartNew();
            if (tuner.ProposeNamed(new(function.Space, Loss, trials, number, seed)) is not { } proposal)
                break;
            times.Add(watch.Elapsed.TotalMilliseconds);
            trials.Add(new()
            {
                Number = number,
                Configuration = proposal.Configuration,
                ProposedBy = proposal.ProposedBy,
                State = TrialState.Completed,
                Values = [function.Value(proposal.Configuration)],
            });
        }
        Trial best = trials.MinBy(t => t.Values[0])!;
        times.Sort();
        return new(function.Name, key, seed, best.Values[0], times[times.Count / 2], times[^1], best.Configuration.ToJson());
    }
}
