namespace MLNetDeep.AutoML;

/// <summary>
/// The defaults of the space, then the tuner that suits it: Tpe for several objectives and for spaces with choices or conditions, GaussianProcess for numbers, and CmaEs
/// started from its trials once there are too many of them.
/// </summary>
internal sealed class AutoTuner : ITuner
{
    /// <summary>Completed trials from which on CmaEs goes on.</summary>
    public const int ManyTrials = 250;

    private readonly TpeTuner _tpe = new(new());
    private readonly GaussianProcessTuner _gaussianProcess = new(new());
    private readonly CmaEsTuner _cmaEs = new(new());

    public string Name => "auto";

    public Configuration? Propose(TunerContext context) => ProposeNamed(context)?.Configuration;

    public (Configuration Configuration, string ProposedBy)? ProposeNamed(TunerContext context) => context.Trials.Count == 0
        ? (context.Space.Defaults(), Name)
        : Chosen(context).ProposeNamed(context);

    private ITuner Chosen(TunerContext context)
    {
        if (context.Objectives.Count > 1 || context.Space.IsConditional || !context.Space.IsNumeric)
            return _tpe;
        return context.Trials.Count(t => t.State == TrialState.Completed) < ManyTrials ? _gaussianProcess : _cmaEs;
    }
}
