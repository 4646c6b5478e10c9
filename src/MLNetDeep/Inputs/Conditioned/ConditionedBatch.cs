using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Conditioned;

/// <summary>Rows that a generative network learns from.</summary>
/// <param name="Values">Standardized values [rows, channels, height, width] or [rows, width].</param>
/// <param name="Classes">The number of each row's condition, from 0 [rows] (Int64); null where there is none.</param>
internal sealed record ConditionedBatch(Tensor Values, Tensor? Classes);
