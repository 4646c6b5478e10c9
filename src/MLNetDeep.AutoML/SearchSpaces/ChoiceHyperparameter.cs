using static System.FormattableString;

namespace MLNetDeep.AutoML;

/// <summary>One of several values without an order. Configurations hold them as <see cref="string"/>, <see cref="bool"/>, <see cref="int"/> or <see cref="double"/>.</summary>
public sealed record ChoiceHyperparameter : Hyperparameter
{
    private readonly object _default;

    /// <summary>One of several values.</summary>
    /// <param name="name">The name.</param>
    /// <param name="choices">The values, at least one, each different: text, flags or numbers.</param>
    public ChoiceHyperparameter(string name, IReadOnlyList<object> choices)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (choices.Count == 0 || choices.Distinct().Count() < choices.Count)
            throw new ArgumentException($"Hyperparameter '{name}': the choices must be different values, at least one, but were {string.Join(", ", choices)}.");
        if (choices.FirstOrDefault(c => c is not (string or bool or int or double)) is { } wrong)
            throw new ArgumentException($"Hyperparameter '{name}': choices are of type String, Boolean, Int32 or Double, but '{wrong}' is of type {wrong.GetType().Name}.");
        Choices = choices;
        _default = choices[0];
    }

    /// <summary>The values.</summary>
    public IReadOnlyList<object> Choices { get; }

    /// <inheritdoc/>
    public override object Default
    {
        get => _default;
        init => _default = Allows(value) ? value : throw new ArgumentException(Invariant($"Hyperparameter '{Name}': the default must be one of {Allowed}, but was {value}."));
    }

    /// <inheritdoc/>
    public override bool Allows(object value) => Choices.Contains(value);

    /// <inheritdoc/>
    public override string Allowed => string.Join(", ", Choices.Select(c => Invariant($"{c}")));
}
