using MLNetDeep.Common;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative.Tables;

/// <summary>
/// From noise to rows, in steps of equal length: numbers go along their velocities by Heun's method, and a hidden category is shown with the probability that the reverse process has between two times, (s - t) / (1 - t).
/// </summary>
/// <param name="module">The network.</param>
/// <param name="table">The table.</param>
/// <param name="fixedCodes">The code that each column of categories is to have; -1 for any.</param>
internal sealed class TableSampler(SynthesizerModule module, SynthesizedTable table, long[] fixedCodes)
{
    /// <summary>Makes rows, by libtorch's random numbers. Shape: [rows, numbers + categories] of ranks and codes.</summary>
    public Tensor Sample(int rows, int steps)
    {
        var numbers = randn(rows, table.NumberColumns.Count);
        var hidden = module.Hidden(CPU);
        var wanted = Tensors.OfLongs(fixedCodes).unsqueeze(0);
        var isWanted = wanted.Above(-1);
        var codes = where(isWanted, wanted, hidden).expand(rows, hidden.shape[1]).clone();
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            (numbers, codes) = Step(numbers, codes, hidden, (double)step / steps, (step + 1.0) / steps);
            numbers.MoveToOuterDisposeScope();
            codes.MoveToOuterDisposeScope();
        }
        return cat([SynthesizerModule.Ranks(numbers), codes.to(ScalarType.Float32)], 1);
    }

    private (Tensor Numbers, Tensor Codes) Step(Tensor numbers, Tensor codes, Tensor hidden, double time, double next)
    {
        var rows = numbers.shape[0];
        var (first, logits) = module.Denoise(numbers, codes, At(rows, time));
        var shown = Shown(codes, hidden, logits, (next - time) / (1 - time));
        var ahead = numbers.PlusTimes(first, next - time);
        if (numbers.shape[1] == 0 || next >= 1) return (ahead, shown);
        var (second, _) = module.Denoise(ahead, shown, At(rows, next));
        return (numbers.PlusTimes(first.Plus(second), (next - time) / 2), shown);
    }

    private Tensor Shown(Tensor codes, Tensor hidden, Tensor logits, double chance)
    {
        if (codes.shape[1] == 0) return codes;
        var isShown = rand(codes.shape).Above(1 - chance).logical_and(codes.eq(hidden));
        var drawn = new List<Tensor>();
        for (var (i, at, counts) = (0, 0, table.Categories); i < counts.Length; at += counts[i++])
            drawn.Add(multinomial(functional.softmax(logits.narrow(1, at, counts[i]), 1), 1));
        return where(isShown, cat(drawn, 1), codes);
    }

    private static Tensor At(long rows, double time) => Arithmetic.Full([rows, 1], time, ScalarType.Float32, CPU);
}
