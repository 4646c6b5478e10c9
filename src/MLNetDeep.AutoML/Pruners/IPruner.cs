namespace MLNetDeep.AutoML;

/// <summary>Decides after each report of a trial whether it is worth going on. It keeps nothing that the trials do not say.</summary>
public interface IPruner
{
    /// <summary>The name in reports and on the command line: lower case, no spaces.</summary>
    string Name { get; }

    /// <summary>Why a trial should be stopped now; null where it should go on.</summary>
    /// <param name="trial">The trial, whose last report is new.</param>
    /// <param name="trials">All trials of the sweep, this one included.</param>
    /// <param name="objective">What the reports are about.</param>
    string? Judge(Trial trial, IReadOnlyList<Trial> trials, Objective objective);
}
