using static System.FormattableString;

namespace MLNetDeep.AutoML;

/// <summary>A real number in a range, both ends included. Configurations hold it as <see cref="double"/>.</summary>
public sealed record RealHyperparameter : Hyperparameter
{
    private readonly double _default;

    /// <summary>A real number.</summary>
    /// <param name="name">The name.</param>
    /// <param name="minimum">The low end.</param>
    /// <param name="maximum">The high end, not below the low one.</param>
    /// <param name="log">Whether values are searched by factors; then the low end must be above 0.</param>
    public RealHyperparameter(string name, double minimum, double maximum, bool log = false)
        : base(name)
    {
        if (!(minimum <= maximum) || !double.IsFinite(minimum) || !double.IsFinite(maximum))
            throw new ArgumentException(Invariant($"Hyperparameter '{name}': minimum <= maximum must hold, but got {minimum} and {maximum}."));
        if (log && minimum <= 0)
            throw new ArgumentException(Invariant($"Hyperparameter '{name}': on a log scale the minimum must be above 0, but was {minimum}."));
        (Minimum, Maximum, Log) = (minimum, maximum, log);
        _default = log ? Math.Sqrt(minimum * maximum) : (minimum + maximum) / 2;
    }

    /// <summary>The low end.</summary>
    public double Minimum { get; }

    /// <summary>The high end.</summary>
    public double Maximum { get; }

    /// <summary>Whether values are searched by factors.</summary>
    public bool Log { get; }

    /// <inheritdoc/>
    public override object Default
    {
        get => _default;
        init => _default = value is double number && Allows(number)
            ? number
            : throw new ArgumentException(Invariant($"Hyperparameter '{Name}': the default must be a number of {Allowed}, but was {value}."));
    }

    /// <inheritdoc/>
    public override bool Allows(object value) => value is double number && number >= Minimum && number <= Maximum;

    /// <inheritdoc/>
    public override string Allowed => Invariant($"{Minimum} to {Maximum}{(Log ? ", log scale" : "")}");
}
