using MLNetDeep.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>A linear map over time that all columns share.</summary>
internal static class TimeLinear
{
    /// <summary>Makes one: [windows, steps, columns] → [windows, horizon, columns].</summary>
    public static Sequential Of(Linear linear) => Sequential(("columns_first", new Permute(0, 2, 1)), ("linear", linear), ("steps_first", new Permute(0, 2, 1)));
}
