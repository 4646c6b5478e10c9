using System.Globalization;

namespace MLNetDeep.Runtime;

/// <summary>A sequence as a column of numbers has it, step after step, and as a network takes it.</summary>
internal static class RawSequence
{
    /// <summary>The numbers of a sequence that are taken: those of its first steps; NaN for a number that is not finite. Of an empty sequence one step of which nothing is known.</summary>
    /// <param name="numbers">The channels of the first step, then those of the second.</param>
    /// <param name="channels">Numbers of a step.</param>
    /// <param name="longest">The most steps.</param>
    /// <exception cref="FormatException">The numbers are no whole steps.</exception>
    public static float[] Take(float[] numbers, int channels, int longest)
    {
        if (numbers.Length % channels != 0)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{numbers.Length} numbers, but each step has {channels} channels: the length must be a multiple of that"));
        if (numbers.Length == 0) return Unknown(channels);
        var taken = numbers[..(int)Math.Min(numbers.Length, (long)channels * longest)];
        for (var i = 0; i < taken.Length; i++)
            if (!float.IsFinite(taken[i])) taken[i] = float.NaN;
        return taken;
    }

    /// <summary>What an exported network takes: behind the channels of each step a 1. What a batch fills shorter sequences up with is 0.</summary>
    /// <param name="taken">What <see cref="Take"/> gave.</param>
    /// <param name="channels">Numbers of a step.</param>
    public static float[] Port(float[] taken, int channels)
    {
        var (steps, width) = (taken.Length / channels, channels + 1);
        var port = new float[steps * width];
        for (var step = 0; step < steps; step++)
        {
            taken.AsSpan(step * channels, channels).CopyTo(port.AsSpan(step * width));
            port[(step * width) + channels] = 1;
        }
        return port;
    }

    private static float[] Unknown(int channels)
    {
        var step = new float[channels];
        Array.Fill(step, float.NaN);
        return step;
    }
}
