namespace MLNetDeep.AutoML;

/// <summary>What a trial taught.</summary>
/// <param name="Number">The trial's number.</param>
/// <param name="X">Its configuration, encoded.</param>
/// <param name="Losses">One for each objective, the less the better; positive infinity where it failed or has no number.</param>
/// <param name="Violation">By how much it breaks its constraints in all; 0 where it keeps them.</param>
/// <param name="ProposedBy">Who proposed it.</param>
internal sealed record Observation(int Number, double[] X, double[] Losses, double Violation, string ProposedBy)
{
    /// <summary>Whether it is comparable at all.</summary>
    public bool IsBad => Array.Exists(Losses, double.IsPositiveInfinity);

    public double Loss => Losses[0];
}
