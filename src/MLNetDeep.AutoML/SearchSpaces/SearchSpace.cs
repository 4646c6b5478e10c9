using System.Collections;

namespace MLNetDeep.AutoML;

/// <summary>The hyperparameters of a sweep in an order in which each stands behind the one that its condition names.</summary>
public sealed class SearchSpace : IReadOnlyList<Hyperparameter>
{
    private readonly Hyperparameter[] _all;

    /// <summary>A space of these hyperparameters.</summary>
    /// <exception cref="ArgumentException">Lists every fault: names used twice, conditions on what is not before them or has no such value.</exception>
    public SearchSpace(IEnumerable<Hyperparameter> hyperparameters)
    {
        ArgumentNullException.ThrowIfNull(hyperparameters);
        _all = [.. hyperparameters];
        string[] faults = [.. Faults()];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join(" ", faults), nameof(hyperparameters));
    }

    /// <inheritdoc/>
    public int Count => _all.Length;

    /// <inheritdoc/>
    public Hyperparameter this[int index] => _all[index];

    /// <summary>Whether some hyperparameter is there under a condition.</summary>
    public bool IsConditional => _all.Any(h => h.Condition is not null);

    /// <summary>Whether all hyperparameters are numbers.</summary>
    public bool IsNumeric => _all.All(h => h is not ChoiceHyperparameter);

    /// <summary>The defaults of all hyperparameters that are there with the defaults of the others.</summary>
    public Configuration Defaults() => Draw(h => h.Default);

    /// <summary>A configuration by a value for each hyperparameter whose condition holds, asked for in the order of the space.</summary>
    /// <param name="value">Gives the value.</param>
    /// <exception cref="ArgumentException">A value is not allowed.</exception>
    public Configuration Draw(Func<Hyperparameter, object> value)
    {
        var drawn = Configuration.Empty;
        foreach (Hyperparameter hyperparameter in _all.Where(h => h.Condition?.Holds(drawn) ?? true))
            drawn = drawn.With(hyperparameter.Name, Checked(hyperparameter, value(hyperparameter)));
        return drawn;
    }

    /// <summary>What is wrong with a configuration; nothing where it is one of this space.</summary>
    public IReadOnlyList<string> Check(Configuration configuration)
    {
        List<string> faults = [.. configuration.Values.Keys.Where(name => !_all.Any(h => h.Name == name)).Select(name => $"There is no hyperparameter '{name}'.")];
        foreach (Hyperparameter h in _all)
        {
            bool isWanted = h.Condition?.Holds(configuration) ?? true;
            if (configuration.TryGet(h.Name, out object? value) != isWanted)
                faults.Add(isWanted ? $"'{h.Name}' has no value." : $"'{h.Name}' has a value, but is only there where '{h.Condition!.Parent}' is {string.Join(" or ", h.Condition.Values)}.");
            else if (isWanted && !h.Allows(value!))
                faults.Add($"'{h.Name}' must be {h.Allowed}, but was {value}.");
        }
        return faults;
    }

    /// <inheritdoc/>
    public IEnumerator<Hyperparameter> GetEnumerator() => _all.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static object Checked(Hyperparameter hyperparameter, object value) => hyperparameter.Allows(value)
        ? value
        : throw new ArgumentException(FormattableString.Invariant($"'{hyperparameter.Name}' must be {hyperparameter.Allowed}, but was {value}."));

    private IEnumerable<string> Faults()
    {
        for (int i = 0; i < _all.Length; i++)
        {
            Hyperparameter one = _all[i];
            if (_all.Take(i).Any(h => h.Name == one.Name))
                yield return $"There are two hyperparameters '{one.Name}'.";
            if (one.Condition is not { } condition)
                continue;
            if (_all.Take(i).FirstOrDefault(h => h.Name == condition.Parent) is not ChoiceHyperparameter parent)
                yield return $"The condition of '{one.Name}' is about '{condition.Parent}', which must be a choice that stands before it.";
            else if (condition.Values.FirstOrDefault(v => !parent.Allows(v)) is { } wrong)
                yield return $"The condition of '{one.Name}' wants '{condition.Parent}' to be {wrong}, but it is one of {parent.Allowed}.";
        }
    }
}
