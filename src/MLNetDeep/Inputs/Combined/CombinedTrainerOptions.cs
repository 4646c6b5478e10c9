namespace MLNetDeep;

/// <summary>The options of every trainer that takes several inputs, such as an image, a text and a table.</summary>
public class CombinedTrainerOptions : TrainerOptions
{
    /// <summary>The inputs, two at least: columns, and what they are taken as. On a command line as Photo=cnn, Title=textcnn, Price+Rooms=mlp; * for all other columns that suit.</summary>
    public InputParts Parts { get; set; } = [];

    internal override int? EntriesAtOnce => Parts.Select(part => part.Options.EntriesAtOnce).Min();

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Require(Parts.Count >= 2, $"{nameof(Parts)} must have at least 2 inputs, but has {Parts.Count}.");
        faults.Require(Mixup == 0, $"{nameof(Mixup)} must be 0 for several inputs, but was {OptionCatalog.Text([Mixup])}.");
        foreach (var name in Parts.GroupBy(part => part.Name).Where(group => group.Count() > 1).Select(group => group.Key))
            faults.Require(false, $"{nameof(Parts)} has several inputs called '{name}': give them names.");
        faults.Require(Parts.Count(part => part.Columns is null) <= 1, $"{nameof(Parts)} has several inputs that take all other columns.");
        foreach (var part in Parts) Check(part, faults);
    }

    /// <summary>Whether all inputs go through one network in turn, and so are read alike, by what all of them hold.</summary>
    internal virtual bool AreAlike => false;

    private static void Check(InputPart part, OptionFaults faults)
    {
        var own = new OptionFaults();
        part.Options.Check(own);
        own.Require(part.Options is not CombinedTrainerOptions, "An input cannot be several inputs itself.");
        own.Require(part.Options.Mixing.Count == 0, $"{string.Join(" and ", part.Options.Mixing)} must be 0.");
        own.Require(part.Options is not IFineTuned { PretrainedWeights: not null } and not IFineTuned { FreezeDepth: not 0 } and not IFineTuned { LayerDecay: < 1 } and not IFineTuned { UnfreezeEvery: > 0 },
            $"{nameof(IFineTuned.PretrainedWeights)}, {nameof(IFineTuned.FreezeDepth)}, {nameof(IFineTuned.LayerDecay)} and {nameof(IFineTuned.UnfreezeEvery)} are for networks with one input.");
        own.Require(part.Columns is null ? part.Kind.TakesSeveralColumns : part.Columns.Count > 0 && part.Columns.All(name => !string.IsNullOrEmpty(name)),
            part.Columns is null ? $"Columns must be named for {part.Kind.DisplayName}." : "Columns must be named, and no name may be empty.");
        own.Require(part.Kind.TakesSeveralColumns || part.Columns is not { Count: > 1 }, $"{part.Kind.DisplayName} takes one column, but was given {part.Columns?.Count}: {string.Join(", ", part.Columns ?? [])}.");
        foreach (var fault in own.All) faults.Require(false, $"Input '{part.Name}': {fault}");
    }

    private protected override void Own()
    {
        base.Own();
        Parts = Parts.Clone();
    }
}
