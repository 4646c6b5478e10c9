namespace MLNetDeep.AutoML;

/// <summary>Draws every hyperparameter on its own, uniformly on its scale.</summary>
internal sealed class RandomTuner : ITuner
{
    public string Name => "random";

    public Configuration? Propose(TunerContext context)
    {
        var history = new TrialHistory(context, new SpaceEncoding(context.Space));
        Random random = context.Random();
        return Fresh.Find(history, random, () => history.Encoding.Uniform(random));
    }
}
