namespace MLNetDeep.AutoML;

/// <summary>The spaces of all contenders as one: which of them, and then its own hyperparameters, that are there for it alone.</summary>
internal sealed class JointSpace
{
    /// <summary>The hyperparameter that says which contender.</summary>
    public const string Choice = "contender";

    private readonly IReadOnlyList<Contender> _contenders;

    public JointSpace(IReadOnlyList<Contender> contenders)
    {
        string[] twice = [.. contenders.GroupBy(c => c.Key).Where(g => g.Count() > 1).Select(g => g.Key)];
        if (contenders.Count == 0 || twice.Length > 0)
            throw new ArgumentException(twice.Length > 0 ? $"There are two contenders with the key '{twice[0]}'." : "A sweep needs at least one contender.");
        _contenders = contenders;
        Space = new SearchSpace([new ChoiceHyperparameter(Choice, [.. contenders.Select(c => (object)c.Key)]), .. contenders.SelectMany(Renamed)]);
    }

    public SearchSpace Space { get; }

    /// <summary>The contender of a configuration, and its own part of that.</summary>
    public (Contender Contender, Configuration Own) Split(Configuration configuration)
    {
        var key = (string)configuration[Choice];
        Contender contender = _contenders.FirstOrDefault(c => c.Key == key) ?? throw new ArgumentException($"There is no contender '{key}'. Known: {string.Join(", ", _contenders)}.");
        string prefix = key + ".";
        return (contender, new Configuration(configuration.Values.Where(v => v.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(v => KeyValuePair.Create(v.Key[prefix.Length..], v.Value))));
    }

    /// <summary>A configuration of a contender with some values, all others by default.</summary>
    public Configuration Join(Contender contender, Configuration own) => Space.Draw(h =>
        h.Name == Choice ? contender.Key : own.TryGet(h.Name[(contender.Key.Length + 1)..], out object? value) ? value : h.Default);

    private static IEnumerable<Hyperparameter> Renamed(Contender contender) => contender.Space.Select(h => Named(h, $"{contender.Key}.{h.Name}") with
    {
        Condition = h.Condition is { } own ? new Condition($"{contender.Key}.{own.Parent}", own.Values) : new Condition(Choice, [contender.Key]),
    });

    private static Hyperparameter Named(Hyperparameter hyperparameter, string name) => hyperparameter switch
    {
        RealHyperparameter real => new RealHyperparameter(name, real.Minimum, real.Maximum, real.Log) { Default = real.Default },
        IntegerHyperparameter whole => new IntegerHyperparameter(name, whole.Minimum, whole.Maximum, whole.Log) { Default = whole.Default },
        ChoiceHyperparameter choice => new ChoiceHyperparameter(name, choice.Choices) { Default = choice.Default },
        _ => throw new InvalidOperationException($"Unknown kind of hyperparameter: {hyperparameter.GetType().Name}."),
    };
}
