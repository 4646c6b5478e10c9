using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>What turns queries and keys by their place (Su et al., RoFormer: Enhanced Transformer with Rotary Position Embedding, 2021). Shapes: [length, half a head].</summary>
internal sealed record GptPlaces(Tensor Cosines, Tensor Sines)
{
    /// <summary>The cosines or sines of all places, one row each.</summary>
    public static float[] Angles(int length, int headWidth, Func<double, double> of)
    {
        var half = headWidth / 2;
        var angles = new float[length * half];
        for (var place = 0; place < length; place++)
            for (var i = 0; i < half; i++) angles[(place * half) + i] = (float)of(place / Math.Pow(10_000, (double)i / half));
        return angles;
    }

    /// <summary>Turns vectors [.., length, head].</summary>
    public Tensor Turn(Tensor vectors)
    {
        var halves = vectors.chunk(2, -1);
        var (first, second) = (halves[0], halves[1]);
        return cat([first.mul(Cosines).sub(second.mul(Sines)), second.mul(Cosines).PlusProduct(first, Sines)], -1);
    }
}
