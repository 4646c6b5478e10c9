using MLNetDeep.Inputs.Conditioned;

namespace MLNetDeep.Generative;

/// <summary>A generative network. It is not in the registry: it is trained by estimators of its own.</summary>
/// <param name="kind">Its kind of input.</param>
internal abstract class GenerativeArchitecture(ConditionedInput kind) : Architecture
{
    public override InputKind InputKind => kind;

    internal override bool CanBePart => false;

    /// <summary>What is reported beside the loss.</summary>
    public virtual IReadOnlyList<string> Metrics => [];

    /// <summary>What is wrong with a training after an epoch; null for nothing.</summary>
    public virtual string? Watch(int epoch, IReadOnlyDictionary<string, double> metrics) => null;
}
