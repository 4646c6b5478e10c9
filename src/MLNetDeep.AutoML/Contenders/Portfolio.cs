namespace MLNetDeep.AutoML;

/// <summary>
/// Configurations that are good on many tables, in the order in which they are tried: first what is ready in seconds, then networks and trees that differ, so that the
/// mean of them is better than each.
/// </summary>
internal static class Portfolio
{
    private static readonly (string Key, (string Name, object Value)[] Values)[] _all =
    [
        ("naivebayes", []),
        ("lightgbm", []),
        ("mlp", []),
        ("lightgbm", [("Iterations", 500), ("LearningRate", 0.05), ("Leaves", 31), ("MinimumRowsPerLeaf", 10), ("FeatureFraction", 0.7), ("L2", 1.0)]),
        ("combined", []),
        ("sentencepair", []),
        ("rocket", []),
        ("inceptiontime", []),
        ("gin", []),
        ("gine", []),
        ("cnn", []),
        ("audiocnn", []),
        ("bcresnet", []),
        ("tabm", []),
        ("fasttree", []),
        ("modernnca", []),
        ("realmlp", []),
        ("lightgbm", [("Iterations", 400), ("LearningRate", 0.03), ("Leaves", 12), ("MinimumRowsPerLeaf", 5), ("FeatureFraction", 0.5), ("L2", 0.1)]),
        ("resnet", []),
        ("lbfgs", []),
        ("fastforest", [("Trees", 300), ("Leaves", 128), ("MinimumRowsPerLeaf", 3)]),
        ("tableresnet", []),
        ("lightgbm", [("Iterations", 300), ("LearningRate", 0.05), ("Leaves", 127), ("MinimumRowsPerLeaf", 4), ("FeatureFraction", 0.6), ("L2", 5.0)]),
    ];

    /// <summary>Those of the contenders that take part. The first of each contender is its defaults.</summary>
    public static IReadOnlyList<Configuration> For(JointSpace space, IReadOnlyList<Contender> contenders)
    {
        List<Configuration> all = [];
        foreach (var (key, values) in _all)
        {
            if (contenders.FirstOrDefault(c => c.Key == key) is { } contender && values.All(v => contender.Space.Any(h => h.Name == v.Name && h.Allows(v.Value))))
                all.Add(space.Join(contender, new Configuration(values.Select(v => KeyValuePair.Create(v.Name, v.Value)))));
        }
        // Contenders that the portfolio does not know begin with their defaults too.
        all.AddRange(contenders.Where(c => !Array.Exists(_all, a => a.Key == c.Key)).Select(c => space.Join(c, Configuration.Empty)));
        return all;
    }
}
