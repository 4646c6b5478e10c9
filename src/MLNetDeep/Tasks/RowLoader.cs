using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Inputs;
using MLNetDeep.Training;

namespace MLNetDeep.Tasks;

/// <summary>Loads the rows of a training and says what is odd about them.</summary>
/// <param name="recipe">What the trainer was told.</param>
/// <param name="spec">How rows are read; null where that is still to be found.</param>
/// <param name="labels">The values of the label.</param>
/// <param name="plan">How to train.</param>
internal sealed class RowLoader(Recipe recipe, InputSpec? spec, LabelValues labels, TrainingPlan plan)
{
    private TrainerOptions Options => recipe.Options;

    private long Budget => Options.MemoryBudgetMegabytes * 1_048_576L;

    /// <summary>What the kind of input goes by when it settles how columns become what the network takes.</summary>
    public InputSearch Search(IDataView input)
    {
        var target = WeightedTarget(input);
        return new InputSearch(input, recipe.Features, target, Options, Split(target, Fraction), plan.Seed, plan.Log.Info, plan.Log.Warning);
    }

    /// <summary>The rows to train on, and those of them that are kept for validation.</summary>
    /// <param name="input">All of them.</param>
    /// <param name="known">How many there are to train on, where that is known.</param>
    public TrainingData Training(IDataView input, long? known)
    {
        var data = Load(input, WeightedTarget(input), Fraction, known);
        if (data.MissingLabels > 0) plan.Log.Warning($"{data.MissingLabels} rows without a label in column '{recipe.LabelColumn}' are left out.");
        if (data.IsSorted)
            plan.Log.Warning("The rows do not fit the memory budget, their source cannot shuffle, and rows are sorted by class: training will "
                + $"suffer. Shuffle them before, or raise {nameof(TrainerOptions.MemoryBudgetMegabytes)} (now {Options.MemoryBudgetMegabytes}).");
        return data;
    }

    /// <summary>The rows of a set of their own to validate on.</summary>
    public TrainingData Validation(IDataView set)
    {
        var target = Target(set);
        spec!.Check(set.Schema);
        var data = Load(set, target, 0);
        if (data.MissingLabels > 0) plan.Log.Warning($"{data.MissingLabels} rows of the validation set without a label in column '{recipe.LabelColumn}' are left out.");
        return data;
    }

    private double Fraction => Options.ValidationSet is null ? Options.ValidationFraction : 0;

    private ValidationSplit Split(TargetSpec target, double fraction) => new(fraction, plan.Seed, target.Strata);

    private TargetSpec WeightedTarget(IDataView input) => Target(input) with { WeightColumn = Options.ExampleWeightColumnName };

    private TrainingData Load(IDataView rows, TargetSpec target, double validation, long? known = null) => TrainingData.Load(
        new RowOrigin(rows, spec!, target), Split(target, validation), Budget, Options.CancellationToken, known);

    private TargetSpec Target(IDataView rows)
    {
        var own = recipe.Task.ReadLabel(rows.Schema, recipe.LabelColumn);
        var target = recipe.Task.Target(rows.Schema, recipe.LabelColumn, labels);
        return target with { ClassNumbers = ClassNumbers.Find(recipe.LabelColumn, target.Source == TargetSource.Key, own, labels) };
    }
}
