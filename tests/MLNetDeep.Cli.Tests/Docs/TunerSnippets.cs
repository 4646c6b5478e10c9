using MLNetDeep.AutoML;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that the page of tuners and pruners shows, compiled.</summary>
internal static class TunerSnippets
{
    public static List<Trial> Loop(Func<Configuration, double> validationLoss)
    {
        #region tuner-loop
        var space = new SearchSpace(
        [
            new ChoiceHyperparameter("Trainer", ["Mlp", "LightGbm"]),
            new RealHyperparameter("LearningRate", 1e-4, 0.3, log: true),
            new IntegerHyperparameter("Width", 16, 512, log: true) { Condition = new("Trainer", ["Mlp"]) },
            new IntegerHyperparameter("Leaves", 4, 256, log: true) { Condition = new("Trainer", ["LightGbm"]) },
        ]);
        ITuner tuner = Tuner.Portfolio([space.Defaults()], then: Tuner.Tpe());
        List<Trial> trials = [];
        for (int number = 1; number <= 50; number++)
        {
            var context = new TunerContext(space, [new Objective("LogLoss", Maximize: false)], trials, number, Seed: 1);
            if (tuner.ProposeNamed(context) is not var (configuration, proposedBy))
                break;
            trials.Add(new Trial
            {
                Number = number,
                Configuration = configuration,
                ProposedBy = proposedBy,
                State = TrialState.Completed,
                Values = [validationLoss(configuration)],
            });
        }
        #endregion
        return trials;
    }

    #region tuner-own
    /// <summary>Draws ten configurations, and takes the one with the smallest learning rate that was not tried.</summary>
    internal sealed class CautiousTuner : ITuner
    {
        public string Name => "cautious";

        public Configuration? Propose(TunerContext context) => Enumerable.Range(0, 10)
            .Select(i => Tuner.Random().Propose(context with { Seed = context.Seed + i })!)
            .OrderBy(configuration => (double)configuration["LearningRate"])
            .FirstOrDefault();
    }
    #endregion

    public static string? Pruning(Trial trial, IReadOnlyList<Trial> trials)
    {
        #region pruner
        IPruner pruner = Pruner.Asha(new AshaOptions { ReductionFactor = 3, MinResource = 2 });
        string? reason = pruner.Judge(trial, trials, new Objective("Accuracy", Maximize: true));
        #endregion
        return reason;
    }
}
