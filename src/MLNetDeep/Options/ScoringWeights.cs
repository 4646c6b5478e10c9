namespace MLNetDeep;

/// <summary>How the weights of a trained network are kept where ONNX Runtime scores with it, in a saved model above all. Training is the same in any case.</summary>
public enum ScoringWeights
{
    /// <summary>Reals of 32 bits.</summary>
    Single,

    /// <summary>
    /// 8 bits with a scale for each block of 64 numbers or each entry of an embedding: a saved model is about a quarter as large, and scores differ a little. Only weights are rounded, not what rows are, and ONNX Runtime
    /// makes reals of them again when it loads the model: it scores as quickly. Weights that are few, and those of recurrent layers, stay as they are.
    /// </summary>
    Int8,
}
