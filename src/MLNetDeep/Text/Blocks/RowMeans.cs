using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Texts;

/// <summary>From numbers of single tokens to means over the tokens of each row.</summary>
internal static class RowMeans
{
    /// <summary>The means [rows, kinds of numbers]; 0 for rows without a number.</summary>
    /// <param name="places">Of which tokens the numbers are: places in all rows, one behind the other [tokens].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="longest">Tokens in a row.</param>
    /// <param name="numbers">The numbers [tokens] of each kind.</param>
    public static Tensor Of(Tensor places, long rows, long longest, params Tensor[] numbers)
    {
        var row = Arithmetic.Count(rows, places.device).unsqueeze(1).expand(rows, longest).flatten().index_select(0, places);
        Tensor Sum(Tensor values) => zeros(rows, device: places.device).scatter_add(0, row, values);
        var counts = Sum(ones_like(numbers[0])).AtLeast(1);
        return stack([.. numbers.Select(number => Sum(number).div(counts))], 1);
    }
}
