using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Views;

/// <summary>Two views of each row, as a network takes them.</summary>
/// <param name="First">One of each row.</param>
/// <param name="Second">The other, in the same order.</param>
internal sealed record ViewPair(Tensor First, Tensor Second);
