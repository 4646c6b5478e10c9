using static TorchSharp.torch;

namespace MLNetDeep.Training;

/// <summary>What a training makes small, and what it counts on the way.</summary>
internal interface IObjective : IDisposable
{
    /// <summary>What the gradient is taken of: one number for the batch.</summary>
    Tensor Loss(Tensor outputs, Tensor targets);

    /// <summary>The loss of each row without any weighting, for reports.</summary>
    Tensor RowLosses(Tensor outputs, Tensor targets);

    /// <summary>1 for each row that is right.</summary>
    Tensor Hits(Tensor outputs, Tensor targets);
}
