namespace MLNetDeep.AutoML.Experiments.Tests.Tuning;

/// <summary>A tuner that does what a test says and keeps what it was asked.</summary>
internal sealed class TestTuner(Func<TunerContext, Configuration?> propose) : ITuner
{
    public string Name => "test";

    public List<TunerContext> Asked { get; } = [];

    public Configuration? Propose(TunerContext context)
    {
        Asked.Add(context);
        return propose(context);
    }
}
