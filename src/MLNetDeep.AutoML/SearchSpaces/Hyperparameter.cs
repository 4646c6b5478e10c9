namespace MLNetDeep.AutoML;

/// <summary>One dimension of a search space: a name, and the values that a trial may take.</summary>
public abstract record Hyperparameter
{
    private protected Hyperparameter(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The name, unique in its space.</summary>
    public string Name { get; }

    /// <summary>What must hold for it to be part of a configuration; null where it always is.</summary>
    public Condition? Condition { get; init; }

    /// <summary>The value that the first trial takes where nothing else is known.</summary>
    public abstract object Default { get; init; }

    /// <summary>Whether a value, of the type that configurations hold it in, is allowed.</summary>
    public abstract bool Allows(object value);

    /// <summary>The values allowed, for messages: <c>1e-05 to 0.1, log scale</c>.</summary>
    public abstract string Allowed { get; }
}
