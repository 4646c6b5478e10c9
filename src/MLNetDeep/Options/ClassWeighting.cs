namespace MLNetDeep;

/// <summary>How much the rows of a class count in the loss.</summary>
public enum ClassWeighting
{
    /// <summary>Every row counts the same.</summary>
    None,

    /// <summary>Every class counts the same: a row counts in inverse proportion to how frequent its class is.</summary>
    Balanced,
}
