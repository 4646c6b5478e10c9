namespace MLNetDeep;

/// <summary>What the data offers a network: each kind of input has a shape of its own.</summary>
public abstract record InputShape
{
    /// <summary>Numbers in one row; the mean, where rows differ.</summary>
    public abstract int Size { get; }

    /// <summary>The shape of one row as the network sees it, without the batch dimension; -1 for a size that differs from row to row.</summary>
    public abstract IReadOnlyList<long> Dimensions { get; }
}

/// <summary>What a task asks of a network.</summary>
/// <param name="Size">How many raw outputs for each row.</param>
public sealed record OutputShape(int Size)
{
    /// <summary>What the outputs are. Default Classes.</summary>
    public OutputKind Kind { get; init; }
}

/// <summary>What the raw outputs of a network are.</summary>
public enum OutputKind
{
    /// <summary>Logits of classes, of which one is right: softmax.</summary>
    Classes,

    /// <summary>Logits of flags, each of which may be right: sigmoid.</summary>
    Flags,

    /// <summary>Standardized numbers.</summary>
    Numbers,

    /// <summary>Quantiles of a standardized number.</summary>
    Quantiles,
}

/// <summary>What is known when a module is made.</summary>
/// <param name="Input">What one row looks like.</param>
/// <param name="Output">How many raw outputs are wanted.</param>
public sealed record ModuleContext(InputShape Input, OutputShape Output);
