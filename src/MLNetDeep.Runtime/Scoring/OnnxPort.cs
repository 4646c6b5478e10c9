using Microsoft.ML.OnnxRuntime;

namespace MLNetDeep.Runtime;

/// <summary>An input of a network.</summary>
/// <param name="Name">Its name, which is a column.</param>
/// <param name="Item">What its numbers are: Single or Int64.</param>
/// <param name="Width">Numbers in a row; null where rows are as wide as their batch needs.</param>
internal sealed record OnnxPort(string Name, Type Item, int? Width)
{
    /// <summary>A row of zeros.</summary>
    /// <param name="openWidth">Numbers in it where that is left open.</param>
    public OrtValue Zeros(int openWidth)
    {
        var width = Width ?? openWidth;
        return Item == typeof(long)
            ? OrtValue.CreateTensorValueFromMemory(new long[width], [1, width])
            : OrtValue.CreateTensorValueFromMemory(new float[width], [1, width]);
    }
}
