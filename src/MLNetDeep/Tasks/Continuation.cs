using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Inputs;
using MLNetDeep.Layers;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>
/// Goes on from a trained model with other rows. Weights keep their meaning only with the input statistics and the units of
/// targets that they were learnt with, so these are kept; the temperature is not: it is found anew.
/// </summary>
internal static class Continuation
{
    private const string OutputPrefix = "output.";

    /// <summary>Refuses a model that rows or trainer do not suit, naming all that differs; gives back how it reads rows.</summary>
    public static InputSpec Check(Recipe recipe, DataViewSchema rows, LabelValues labels, DeepModel previous)
    {
        var faults = new List<string>();
        void Same(string what, string then, string now)
        {
            if (then != now) faults.Add($"its {what} is {then}, not {now}");
        }
        Same("architecture", previous.Architecture.Key, recipe.Architecture.Key);
        Same("task", previous.Task.Key, recipe.Task.Key);
        if (recipe.Features.Names is { } names && !names.Order().SequenceEqual(previous.Features.Columns.Order()))
            Same("feature column", $"'{previous.Features.ColumnName}'", $"'{recipe.Features.Text}'");
        if (faults.Count == 0 && previous.Features.Differs(recipe.Options) is { } wanted) Same("input", $"{previous.Features.Shape}", wanted);
        if (faults.Count > 0) throw new ArgumentException($"The previous model cannot be trained further by this trainer: {string.Join("; ", faults)}.");
        previous.Features.Check(rows);
        ClassNumbers.Find(recipe.LabelColumn, IsKey(recipe, rows, previous), labels, previous.Labels);
        return previous.Features;
    }

    /// <summary>A network with the weights of the previous one.</summary>
    public static DeepNetwork Create(NetworkFactory factory, DeepModel previous, TrainingPlan plan)
    {
        var network = factory.CreateEmpty(plan.Device, empty => Copy(previous, empty));
        Compare(previous, plan);
        return network;
    }

    // Some options of a network, such as the kind of pooling, leave no trace in the shapes of weights.
    private static void Compare(DeepModel previous, TrainingPlan plan)
    {
        var kind = previous.Architecture.InputKind;
        foreach (var option in OptionCatalog.Describe(previous.Architecture.OptionsType).Where(o => o.Property.DeclaringType != typeof(TrainerOptions)
            && (o.Property.DeclaringType != kind.OptionsType || kind.HasNetworkOptions)))
        {
            var (then, now) = (option.Property.GetValue(previous.Options), option.Property.GetValue(plan.Options));
            if (!Equals(then, now)) plan.Log.Warning($"The previous model was trained with {option.Name} {then}; now it is {now}.");
        }
    }

    private static bool IsKey(Recipe recipe, DataViewSchema rows, DeepModel previous) =>
        recipe.Task.Target(rows, recipe.LabelColumn, previous.Labels).Source == TargetSource.Key;

    private static void Copy(DeepModel previous, DeepNetwork network)
    {
        using var still = no_grad();
        using var scope = NewDisposeScope();
        var from = previous.Network.state_dict();
        TrainedSizes.Take(network, from);
        var to = network.state_dict();
        string[] faults =
        [
            .. to.Keys.Except(from.Keys).Select(name => $"it has no '{name}'"),
            .. from.Keys.Except(to.Keys).Select(name => $"it has '{name}'"),
            .. to.Where(t => from.TryGetValue(t.Key, out var other) && !t.Value.shape.SequenceEqual(other.shape))
                .Select(t => $"its '{t.Key}' is [{string.Join(", ", from[t.Key].shape)}], not [{string.Join(", ", t.Value.shape)}]"),
        ];
        if (faults.Length > 0)
            throw new ArgumentException("The previous model has another network than the options of this trainer make: "
                + $"{string.Join("; ", faults.Take(5))}{(faults.Length > 5 ? $"; and {faults.Length - 5} more" : "")}.");
        foreach (var (name, tensor) in to)
            if (!previous.Task.HasProbabilities || !name.StartsWith(OutputPrefix, StringComparison.Ordinal)) tensor.copy_(from[name]);
    }
}
