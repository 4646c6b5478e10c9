using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;
using MLNetDeep.Layers;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Combined;

/// <summary>One of several inputs, settled.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Spec">How its columns become what a network takes.</param>
internal sealed record SpecPart(string Name, InputSpec Spec);

/// <summary>How the columns of several inputs become what a network takes: each as its own kind says.</summary>
/// <param name="Parts">The inputs.</param>
internal sealed record CombinedSpec(IReadOnlyList<SpecPart> Parts) : InputSpec(new CombinedShape([.. Parts.Select(part => new PartShape(part.Name, part.Spec.Shape))]))
{
    public override InputKind Kind => InputKinds.OfShape(typeof(CombinedShape));

    public override IReadOnlyList<InputSpec> Inputs => [.. Parts.Select(part => part.Spec)];

    public override IReadOnlyList<string> Columns { get; } = [.. Parts.SelectMany(part => part.Spec.Columns).Distinct()];

    public override int RowWidth => Parts.Sum(part => part.Spec.RowWidth);

    public override long RowBytes => Parts.Sum(part => part.Spec.RowBytes);

    public override int MostScored => Parts.Min(part => part.Spec.MostScored);

    public override FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null) =>
        new CombinedReader([.. Parts.Select((part, i) => part.Spec.Open(row, capacity, strict, faults?.OfPart(i)))]);

    public override FeatureLearner Learner() => new CombinedLearner([.. Parts.Select(part => part.Spec.Learner())]);

    public override Exception Describe(IReadOnlyList<(long Row, Exception Fault)> first, long count)
    {
        var of = first.GroupBy(fault => ((PartFault)fault.Fault).Part).ToList();
        var told = of.Select(faults => Parts[faults.Key].Spec.Describe([.. faults.Select(fault => (fault.Row, fault.Fault.InnerException!))], of.Count == 1 ? count : faults.Count())).ToList();
        return told.Count == 1 ? told[0] : new InvalidOperationException(string.Join(" ", told.Select(fault => fault.Message)), told[0]);
    }

    public override void Check(DataViewSchema schema)
    {
        foreach (var part in Parts) part.Spec.Check(schema);
    }

    public override NetworkInput Stage(FeatureLearner? learnt) =>
        new CombinedStage([.. Parts.Select(part => part.Name)], [.. Parts.Select((part, i) => part.Spec.Stage((learnt as CombinedLearner)?.Parts[i]))]);

    public override void Start(Module body)
    {
        if (body is not IHasBranches { Branches: var branches })
        {
            foreach (var part in Parts) part.Spec.Start(body);
            return;
        }
        foreach (var (module, part) in branches.Zip(Parts).DistinctBy(pair => pair.First)) part.Spec.Start(module);
    }

    public override InputSpec Trained() => new CombinedSpec([.. Parts.Select(part => part with { Spec = part.Spec.Trained() })]);

    public override InputSaving Saving(MLContext ml) => new CombinedSaving(ml, [.. Parts.Select(part => part.Spec)]);

    public override void Write(JsonObject saved) => SavedJson.Add(saved, new Written([.. Parts.Select(part =>
    {
        var input = new JsonObject();
        part.Spec.Write(input);
        return new WrittenPart(part.Name, input);
    })]));

    public override string? Differs(TrainerOptions options)
    {
        var wanted = ((CombinedTrainerOptions)options).Parts;
        return wanted.Select(part => (part.Name, part.Kind.Key)).SequenceEqual(Parts.Select(part => (part.Name, part.Spec.Kind.Key))) ? null : $"what {nameof(CombinedTrainerOptions.Parts)} says ({wanted})";
    }

    internal override IRowChange? Changes(FeatureLearner? learnt, TrainerOptions options)
    {
        var (all, training) = ((CombinedLearner?)learnt, (CombinedTrainerOptions)options);
        List<IRowChange?> changes = [.. Parts.Select((part, i) => part.Spec.Changes(all?.Parts[i], training.Parts[i].Within(options)))];
        return changes.All(change => change is null) ? null : new PartChanges(changes);
    }

    /// <summary>What a model file says of it.</summary>
    internal sealed record Written(IReadOnlyList<WrittenPart>? Parts);

    /// <summary>What a model file says of one input.</summary>
    internal sealed record WrittenPart(string Name, JsonObject Input);
}
