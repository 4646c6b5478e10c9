using static TorchSharp.torch;

namespace MLNetDeep.Layers;

/// <summary>
/// The body of a network that is shown training rows before the first step: to start from their statistics, or to remember them.
/// </summary>
internal interface ISeesTrainingRows
{
    /// <summary>How many rows it wants at most; they are drawn at random.</summary>
    int RowsWanted { get; }

    /// <summary>Shows the rows; they are gone when the call returns.</summary>
    /// <param name="rows">What the body gets of the rows [rows, …]; shorter ones are filled up with zeros.</param>
    /// <param name="targets">One-hot vectors of classes, flags, or standardized numbers [rows, outputs or targets].</param>
    /// <param name="isNew">Whether the network starts anew; false where a trained one is trained further.</param>
    void Begin(Tensor rows, Tensor targets, bool isNew);

    /// <summary>The training is over: what is needed for it alone can go.</summary>
    void End();
}
