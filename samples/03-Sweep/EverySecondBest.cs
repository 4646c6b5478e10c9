using MLNetDeep.AutoML;

namespace Sweep;

/// <summary>A tuner of one's own: every contender's defaults first, then by turns a random configuration and one close to the best so far.</summary>
internal sealed class EverySecondBest : ITuner
{
    public string Name => "every-second-best";

    public Configuration? Propose(TunerContext context)
    {
        // A tuner keeps nothing: what it needs, it finds in the trials.
        Random random = context.Random();
        if (context.Space[0] is ChoiceHyperparameter contenders && context.Number <= contenders.Choices.Count)
            return context.Space.Draw(h => h == contenders ? contenders.Choices[context.Number - 1] : h.Default);
        Trial? best = context.Trials.Where(t => t.IsFeasible).MinBy(t => context.Objectives[0].Loss(t.Values[0]));
        bool isNear = best is not null && context.Number % 2 == 0;
        return context.Space.Draw(h => isNear && best!.Configuration.TryGet(h.Name, out object? value) && random.Next(4) > 0 ? value : Drawn(h, random));
    }

    private static object Drawn(Hyperparameter hyperparameter, Random random) => hyperparameter switch
    {
        RealHyperparameter { Log: true } real => Math.Clamp(real.Minimum * Math.Pow(real.Maximum / real.Minimum, random.NextDouble()), real.Minimum, real.Maximum),
        RealHyperparameter real => real.Minimum + (random.NextDouble() * (real.Maximum - real.Minimum)),
        IntegerHyperparameter whole => random.Next(whole.Minimum, whole.Maximum + 1),
        ChoiceHyperparameter choice => choice.Choices[random.Next(choice.Choices.Count)],
        _ => hyperparameter.Default,
    };
}
