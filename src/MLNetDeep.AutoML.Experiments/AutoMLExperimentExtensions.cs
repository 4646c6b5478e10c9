using Microsoft.ML.AutoML;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>What MLNetDeep adds to an <see cref="AutoMLExperiment"/>. Call these after <c>SetPipeline</c>, which sets a tuner and a runner of its own.</summary>
public static class AutoMLExperimentExtensions
{
    /// <summary>
    /// Lets a tuner of MLNetDeep.AutoML propose the trials. The options of a stage are a part of its space only where the pipeline's way goes through that stage. Where the tuner
    /// throws or has nothing left, trials are drawn at random, and <see cref="Trial.ProposedBy"/> says why: an exception would end the experiment without its best model.
    /// </summary>
    /// <param name="experiment">The experiment, its pipeline set.</param>
    /// <param name="tuner">The tuner. Several objectives are not possible here.</param>
    /// <param name="trials">Where what became of the trials is kept: the one that <see cref="SetDeepTrialRunner"/> gets, so that the tuner sees reports too. One of its own when null.</param>
    /// <param name="seed">The same seed, space and results give the same proposals. Default 1.</param>
    public static AutoMLExperiment SetDeepTuner(this AutoMLExperiment experiment, ITuner tuner, ExperimentTrials? trials = null, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(tuner);
        ExperimentTrials kept = trials ?? new();
        return experiment.SetTuner(services =>
        {
            var measure = Measure.Of(services.Find<IMetricManager>());
            kept.Maximizes = measure.Objective.Maximize;
            return new TunerAdapter(tuner, services.Find<AutoMLExperiment.AutoMLExperimentSettings>()!.SearchSpace, measure, kept, seed);
        });
    }

    /// <summary>
    /// Trains the trials by a runner that outlives them: a trial that throws, or whose scores or metric are NaN or infinite, is a failed one with its reason, and the experiment goes
    /// on, whether there is a good one yet or not. Networks made by <see cref="DeepSweepableExtensions"/> report each epoch, can be pruned, and stop within a batch when the experiment is cancelled or
    /// its time is over: such a network counts if it ended an epoch, so that even a first trial leaves a model. Other trainers run to their end.
    /// </summary>
    /// <param name="experiment">The experiment, with <c>SetPipeline</c> called before, and <c>SetDataset</c> and a metric before it runs.</param>
    /// <param name="trials">Where what became of the trials is kept. One of its own when null.</param>
    /// <param name="pruner">Stops networks that are not worth going on with; they count as failed trials. None when null.</param>
    /// <remarks>
    /// A failed or pruned trial reaches monitors and tuners as a <see cref="TrialFailedException"/> and a loss of <see cref="double.MaxValue"/>. With folds the metric is the mean and the model that of the first
    /// fold. Reports are on the rows that a network keeps back (<see cref="TrainerOptions.ValidationFraction"/>), in the experiment's metric where epochs measure it, else they are its
    /// validation loss. LogLossReduction, which the library takes for something to make small, is made large here.
    /// </remarks>
    public static AutoMLExperiment SetDeepTrialRunner(this AutoMLExperiment experiment, ExperimentTrials? trials = null, IPruner? pruner = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ExperimentTrials kept = trials ?? new();
        return experiment.SetTrialRunner(services =>
        {
            var parts = RunnerParts.Of(services);
            kept.Maximizes = parts.Measure.Objective.Maximize;
            return new DeepTrialRunner(parts, kept, pruner);
        });
    }
}
