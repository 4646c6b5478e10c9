namespace MLNetDeep.Onnx;

/// <summary>A tensor that flows through a graph under construction.</summary>
public sealed class OnnxValue
{
    internal OnnxValue(string name, long[] shape)
    {
        Name = name;
        Shape = shape;
    }

    /// <summary>The dimensions of one row: the batch dimension, which comes first, is left out.</summary>
    public IReadOnlyList<long> Shape { get; }

    internal string Name { get; }
}
