using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>Normal noise that is the same each time: what networks are judged by.</summary>
internal static class FixedNoise
{
    /// <summary>Noise of a shape, on the CPU.</summary>
    public static Tensor Of(long[] shape, int seed)
    {
        using var generator = new Generator((ulong)seed, CPU);
        return randn(shape, generator: generator);
    }
}
