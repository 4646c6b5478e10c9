namespace MLNetDeep.AutoML.Experiments;

/// <summary>A configuration drawn evenly from a space, on log scales evenly by factors.</summary>
internal static class RandomDraw
{
    public static Configuration Of(TunerContext context)
    {
        Random random = context.Random();
        return context.Space.Draw(h => h switch
        {
            RealHyperparameter real => Math.Clamp(Between(real.Minimum, real.Maximum, real.Log, random), real.Minimum, real.Maximum),
            IntegerHyperparameter { Log: false } whole => (int)random.NextInt64(whole.Minimum, whole.Maximum + 1L),
            IntegerHyperparameter whole => Math.Clamp((int)Math.Floor(Between(whole.Minimum, whole.Maximum + 1d, true, random)), whole.Minimum, whole.Maximum),
            ChoiceHyperparameter choice => choice.Choices[random.Next(choice.Choices.Count)],
            _ => h.Default,
        });
    }

    private static double Between(double low, double high, bool log, Random random) =>
        log ? low * Math.Pow(high / low, random.NextDouble()) : low + (random.NextDouble() * (high - low));
}
