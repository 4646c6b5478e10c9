namespace MLNetDeep.AutoML;

/// <summary>The contenders that a sweep takes where none is named.</summary>
internal static class Contenders
{
    // Of more columns the embeddings of the larger networks take gigabytes.
    private const int ManyColumns = 300;

    /// <summary>Whether there is a network or a trainer of ML.NET's own of this key.</summary>
    public static bool IsKnown(PredictionTask task, string key) =>
        task.Classical.Any(t => t.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) || ArchitectureRegistry.All.Any(a => a.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>The contender of a key: a network or a trainer of ML.NET's own.</summary>
    public static Contender Find(PredictionTask task, string key)
    {
        if (task.Classical.Any(t => t.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
            return Contender.Classical(task, key);
        if (ArchitectureRegistry.All.Any(a => a.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
            return Contender.Deep(key);
        throw new ArgumentException($"There is no contender '{key}'. Networks: {string.Join(", ", ArchitectureRegistry.All.Select(a => a.Key))}. "
            + $"Trainers of ML.NET for the task '{task.Key}': {(task.Classical.Count == 0 ? "none" : string.Join(", ", task.Classical.Select(t => t.Key)))}.");
    }

    /// <summary>Those that suit the data.</summary>
    public static IReadOnlyList<Contender> Default(PredictionTask task, FeatureColumns features)
    {
        bool hasImages = features.Image is not null;
        int columns = features.Names.Length;
        if (features.Graph is not null)
            return Of(task, ["lightgbm", "lbfgs", "sdca"], ["gin", "gine", "graphsage", "gatv2"]);
        if (features.Sequence is not null)
            return Of(task, [], ["rocket", "inceptiontime", "sequencegru"]);
        if (features.Sound is not null)
            return Of(task, ["lightgbm"], ["audiocnn", "bcresnet"]);
        if (features.IsMixed)
            return Of(task, ["lightgbm", "lbfgs", "sdca"], features.IsPair ? ["combined", "sentencepair"] : ["combined"]);
        string[] deep = hasImages ? ["cnn", "resnet"]
            : features.Text is not null ? ["textcnn", "lstm", "texttransformer"]
            : columns > ManyColumns ? ["mlp"]
            : ["mlp", "tabm", "modernnca", "realmlp", "tableresnet"];
        string[] classical = hasImages ? ["lightgbm"] : features.Text is not null ? ["naivebayes", "lbfgs", "lightgbm", "sdca"] : ["lightgbm", "fasttree", task.Key == "regression" ? "fastforest" : "lbfgs"];
        return Of(task, classical, deep);
    }

    private static IReadOnlyList<Contender> Of(PredictionTask task, string[] classical, string[] deep) =>
        [.. classical.Where(key => task.Classical.Any(t => t.Key == key)).Concat(deep).Select(key => Find(task, key))];
}
