namespace MLNetDeep.AutoML;

/// <summary>What must hold for a hyperparameter to be part of a configuration: that another one has one of these values.</summary>
/// <param name="Parent">The name of the other hyperparameter, a <see cref="ChoiceHyperparameter"/> that stands before it in the space.</param>
/// <param name="Values">Values of it, any one of which will do.</param>
public sealed record Condition(string Parent, IReadOnlyList<object> Values)
{
    /// <summary>Whether it holds for a configuration.</summary>
    public bool Holds(Configuration configuration) => configuration.TryGet(Parent, out object? value) && Values.Contains(value);
}
