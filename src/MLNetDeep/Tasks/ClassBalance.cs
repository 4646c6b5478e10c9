using MLNetDeep.Common;
using MLNetDeep.Data;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>Weights of classes, and whether there are enough classes at all.</summary>
internal static class ClassBalance
{
    /// <summary>A weight for each class; null when all count the same. Throws when the rows have one class only.</summary>
    public static Tensor? Weights(ObjectiveContext context)
    {
        var counts = context.Targets.Counts;
        var present = counts.Count(c => c > 0);
        if (present < 2) throw ColumnErrors.OneClass(context.LabelColumn, present == 0 ? null : context.Labels.Names[Array.FindIndex(counts, c => c > 0)]);
        if (context.Options.ClassWeights != ClassWeighting.Balanced) return null;
        var rows = counts.Sum();
        var weights = counts.Select(c => c == 0 ? 0f : (float)rows / (present * c)).ToArray();
        return Tensors.OfFloats(weights, context.Device, weights.Length);
    }
}
