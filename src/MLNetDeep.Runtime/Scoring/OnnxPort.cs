using Microsoft.ML.OnnxRuntime;

namespace MLNetDeep.Runtime;

/// <summary>An input of a network.</summary>
/// <param name="Name">Its name, which is a column.</param>
/// <param name="Item">What its numbers are: Single or Int64.</param>
/// <param name="Width">Numbers in a row; null where rows are as wide as their batch needs.</param>
internal sealed record OnnxPort(string Name, Type Item, int? Width)
{
    // As wide as rows of no stated width are taken to be where one is made up.
    private const int AnyWidth = 32;

    /// <summary>A row of zeros.</summary>
    public OrtValue Zeros()
    {
        var width = Width ?? AnyWidth;
        return Item == typeof(long)
            ? OrtValue.CreateTensorValueFromMemory(new long[width], [1, width])
            : OrtValue.CreateTensorValueFromMemory(new float[width], [1, width]);
    }
}
