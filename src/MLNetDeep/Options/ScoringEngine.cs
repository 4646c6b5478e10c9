namespace MLNetDeep;

/// <summary>What computes the scores of a trained network.</summary>
public enum ScoringEngine
{
    /// <summary>ONNX Runtime on the CPU where the network can be exported, libtorch otherwise and on a GPU.</summary>
    Auto,

    /// <summary>ONNX Runtime on the CPU, in batches, as many at once as there are threads.</summary>
    Onnx,

    /// <summary>libtorch, on the device that the network is on.</summary>
    Torch,
}
