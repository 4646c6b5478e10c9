using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using MicrosoftSpace = Microsoft.ML.SearchSpace.SearchSpace;
using MicrosoftTuner = Microsoft.ML.AutoML.ITuner;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>
/// A tuner of MLNetDeep.AutoML as one of Microsoft.ML.AutoML. An exception from Propose would end the experiment and lose its best model, so where the tuner throws, or has nothing left to
/// propose, a configuration is drawn at random; the trial says so.
/// </summary>
internal sealed class TunerAdapter(ITuner tuner, MicrosoftSpace space, Measure measure, ExperimentTrials trials, int seed) : MicrosoftTuner
{
    private readonly SpaceAdapter _space = SpaceAdapter.Of(space);

    public Parameter Propose(TrialSettings settings)
    {
        trials.ForgetFrom(settings.TrialId);
        var (configuration, by) = Next(new TunerContext(_space.Space, [measure.Objective], Shown(), settings.TrialId + 1, seed));
        trials.Add(settings, configuration, by);
        return _space.Write(configuration);
    }

    public void Update(TrialResult result)
    {
        bool isGood = double.IsFinite(result.Loss) && result.Loss < double.MaxValue;
        if (isGood)
            trials.Complete(result.TrialSettings.TrialId, measure.Objective.Metric, measure.Value(result.Loss));
        else
            trials.End(result.TrialSettings.TrialId, TrialState.Failed, "The experiment reported it as failed.");
    }

    // Reports about another metric than the objective would be taken for its values.
    private IReadOnlyList<Trial> Shown() => measure.Reported == measure.Objective ? trials.All : [.. trials.All.Select(t => t with { Reports = [] })];

    private (Configuration Configuration, string By) Next(TunerContext context)
    {
        try
        {
            if (tuner.Propose(context) is not { } proposed)
                return (RandomDraw.Of(context), $"random, since {tuner.Name} has nothing left to try");
            IReadOnlyList<string> faults = context.Space.Check(proposed);
            return faults.Count == 0 ? (proposed, tuner.Name) : (RandomDraw.Of(context), $"random, since {tuner.Name} proposed what is not of the space: {string.Join(" ", faults)}");
        }
        catch (Exception e)
        {
            return (RandomDraw.Of(context), $"random, since {tuner.Name} failed: {e.Message}");
        }
    }
}
