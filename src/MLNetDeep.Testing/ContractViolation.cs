namespace MLNetDeep.Testing;

/// <summary>A trainer does not keep the contract.</summary>
/// <param name="clause">The clause it breaks.</param>
/// <param name="message">How.</param>
public sealed class ContractViolation(string clause, string message) : Exception($"{clause}: {message}")
{
    /// <summary>The clause that is broken.</summary>
    public string Clause { get; } = clause;
}
