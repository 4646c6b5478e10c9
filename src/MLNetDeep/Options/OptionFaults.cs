using System.Globalization;

namespace MLNetDeep;

/// <summary>Collects what is wrong with options: the rule and the value found, all faults together.</summary>
public sealed class OptionFaults
{
    private readonly List<string> _faults = [];

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<string> All => _faults;

    /// <summary>The value must be this or more.</summary>
    public void AtLeast(string name, double value, double least) =>
        Require(value >= least, $"{name} must be at least {Text(least)}, but was {Text(value)}.");

    /// <summary>The value must be more than this.</summary>
    public void Above(string name, double value, double bound) =>
        Require(value > bound && !double.IsInfinity(value), $"{name} must be above {Text(bound)}, but was {Text(value)}.");

    /// <summary>The value must lie between both, ends included.</summary>
    public void Between(string name, double value, double least, double most) =>
        Require(value >= least && value <= most, $"{name} must be between {Text(least)} and {Text(most)}, but was {Text(value)}.");

    /// <summary>The value must be at least 0 and below 1.</summary>
    public void Share(string name, double value) =>
        Require(value is >= 0 and < 1, $"{name} must be at least 0 and below 1, but was {Text(value)}.");

    /// <summary>The value must be one of the enum's.</summary>
    public void Defined<T>(string name, T value) where T : struct, Enum =>
        Require(Enum.IsDefined(value), $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}, but was {value}.");

    /// <summary>A rule of any other kind.</summary>
    public void Require(bool holds, string fault)
    {
        if (!holds) _faults.Add(fault);
    }

    internal void ThrowIfAny(string what)
    {
        if (_faults.Count == 0) return;
        throw new ArgumentException($"{what}: {string.Join(" ", _faults)}");
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
