using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;

namespace MLNetDeep.Inputs.Combined;

/// <summary>Takes note of what the training rows are like in each of several inputs. Each has one part of a row's features.</summary>
/// <param name="parts">A learner for each; null where nothing is left to learn.</param>
internal sealed class CombinedLearner(IReadOnlyList<FeatureLearner?> parts) : FeatureLearner
{
    public IReadOnlyList<FeatureLearner?> Parts => parts;

    public override void Add(Features rows)
    {
        for (var i = 0; i < parts.Count; i++) parts[i]?.Add(PartOf(rows, i));
    }

    /// <summary>The features of one input; they share the memory of all.</summary>
    public static Features PartOf(Features rows, int part) => new(rows.Parts[part]);
}

/// <summary>Changes rows in each of several inputs.</summary>
/// <param name="parts">A change for each; null for none.</param>
internal sealed class PartChanges(IReadOnlyList<IRowChange?> parts) : IRowChange
{
    public void Change(Features rows, long pass, long first)
    {
        for (var i = 0; i < parts.Count; i++) parts[i]?.Change(CombinedLearner.PartOf(rows, i), pass, first);
    }
}
