namespace MLNetDeep;

/// <summary>How classes are weighted in the loss.</summary>
public enum ClassWeighting
{
    /// <summary>Every row has the same weight.</summary>
    None,

    /// <summary>Every class has the same weight: rows are weighted in inverse proportion to the frequency of their class.</summary>
    Balanced,
}
