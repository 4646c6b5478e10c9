namespace MLNetDeep.AutoML;

/// <summary>
/// Proposes configurations. A tuner keeps nothing that it could not work out again from the trials that it is shown: a sweep that was killed goes on with a new one,
/// and workers on several machines have one each. It may keep what saves time.
/// </summary>
public interface ITuner
{
    /// <summary>The name in reports and on the command line: lower case, no spaces.</summary>
    string Name { get; }

    /// <summary>Proposes the next configuration.</summary>
    /// <param name="context">The space, the trials so far, and where chance comes from.</param>
    /// <returns>A configuration of the space; null where there is none left to try.</returns>
    Configuration? Propose(TunerContext context);

    /// <summary>Proposes the next configuration and says who did, for <see cref="Trial.ProposedBy"/>: a tuner that leaves some proposals to another gives the name of the one at work.</summary>
    /// <param name="context">The space, the trials so far, and where chance comes from.</param>
    /// <returns>As <see cref="Propose"/>, with a name.</returns>
    (Configuration Configuration, string ProposedBy)? ProposeNamed(TunerContext context) => Propose(context) is { } configuration ? (configuration, Name) : null;
}

/// <summary>What a tuner is shown.</summary>
/// <param name="Space">The search space.</param>
/// <param name="Objectives">What the sweep is after: one or several.</param>
/// <param name="Trials">All trials so far in the order of their numbers, those in flight included.</param>
/// <param name="Number">The number that the proposed trial will have, from 1.</param>
/// <param name="Seed">The sweep's seed: the same seed, number and trials give the same proposal.</param>
public sealed record TunerContext(SearchSpace Space, IReadOnlyList<Objective> Objectives, IReadOnlyList<Trial> Trials, int Number, int Seed)
{
    /// <summary>What the reports of trials are about; null where that is the first objective.</summary>
    public Objective? Reported { get; init; }

    /// <summary>Whether reports are about the first objective, so that the last one of a trial can stand for its value.</summary>
    internal bool ReportsObjective => Reported is null || Reported == Objectives[0];

    /// <summary>Chance for this proposal, repeatable.</summary>
    /// <remarks>Seed and number are mixed well: what <see cref="System.Random"/> draws first is a straight line over seeds that follow each other.</remarks>
    public Random Random()
    {
        ulong bits = ((ulong)(uint)Seed << 32) | (uint)Number;
        bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
        bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
        return new Random((int)(bits >> 33));
    }
}
