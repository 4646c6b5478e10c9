using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Sequences;

/// <summary>
/// Computes the features of Rocket on all cores: of each kernel and dilation the share of steps whose value is above each of some biases (PPV, the proportion of positive values), and then the largest value.
/// </summary>
/// <param name="dilations">The dilations.</param>
/// <param name="channels">Of each dilation and kernel the channels that it sums up.</param>
/// <param name="width">Channels of a sequence.</param>
/// <param name="hasMaximum">Whether there are largest values.</param>
internal sealed class RocketFeatures(IReadOnlyList<RocketDilation> dilations, IReadOnlyList<int[]> channels, int width, bool hasMaximum)
{
    /// <summary>Shares of positive values.</summary>
    public int Shares => RocketKernels.Count * dilations.Sum(dilation => dilation.Biases);

    /// <summary>All features.</summary>
    public int Count => Shares + (hasMaximum ? RocketKernels.Count * dilations.Count : 0);

    /// <summary>The features of sequences [rows, features].</summary>
    /// <param name="steps">The sequences [rows, longest, width + 1].</param>
    /// <param name="biases">The biases: those of the kernels of the first dilation, then those of the second.</param>
    public Tensor Of(Tensor steps, float[] biases)
    {
        var (rows, longest) = ((int)steps.shape[0], (int)steps.shape[1]);
        var (numbers, features) = (Tensors.ToFloats(steps), new float[rows * Count]);
        Parallel.For(0, rows, new ParallelOptions { MaxDegreeOfParallelism = get_num_threads() }, row =>
            Fill(Channels(numbers.AsSpan(row * longest * (width + 1), longest * (width + 1))), biases, features.AsSpan(row * Count, Count)));
        return Tensors.OfFloats(features, steps.device, rows, Count);
    }

    /// <summary>What a kernel finds in one sequence.</summary>
    /// <param name="sequence">Its channels.</param>
    /// <param name="dilation">The dilation.</param>
    /// <param name="kernel">The kernel.</param>
    public float[] Found(float[][] sequence, int dilation, int kernel)
    {
        var found = new float[sequence[0].Length];
        Find(sequence, dilation, kernel, RocketKernels.Room(found.Length, dilations[dilation].Dilation), found);
        return found;
    }

    /// <summary>The channels of a sequence, as kernels take them, without what is behind its end.</summary>
    /// <param name="steps">The numbers of the first step and its mask, then those of the second.</param>
    public float[][] Channels(ReadOnlySpan<float> steps)
    {
        var length = 0;
        while ((length + 1) * (width + 1) <= steps.Length && steps[(length * (width + 1)) + width] > 0) length++;
        // Rows to be tried may have no step at all.
        var sequence = new float[width][];
        for (var channel = 0; channel < width; channel++)
        {
            sequence[channel] = new float[length];
            for (var step = 0; step < length; step++) sequence[channel][step] = RocketKernels.Rounded(steps[(step * (width + 1)) + channel]);
        }
        return sequence;
    }

    private void Fill(float[][] sequence, float[] biases, Span<float> features)
    {
        var found = new float[sequence[0].Length];
        if (found.Length == 0) return;
        var at = 0;
        for (var i = 0; i < dilations.Count; i++)
        {
            var room = RocketKernels.Room(found.Length, dilations[i].Dilation);
            for (var kernel = 0; kernel < RocketKernels.Count; kernel++)
            {
                Find(sequence, i, kernel, room, found);
                for (var bias = 0; bias < dilations[i].Biases; bias++, at++) features[at] = (float)RocketKernels.CountAbove(found, biases[at]) / found.Length;
                if (hasMaximum) features[Shares + (i * RocketKernels.Count) + kernel] = System.Numerics.Tensors.TensorPrimitives.Max<float>(found);
            }
        }
    }

    private void Find(float[][] sequence, int dilation, int kernel, float[] room, float[] found)
    {
        var step = dilations[dilation].Dilation;
        var middle = room.AsSpan(RocketKernels.Begin(step), found.Length);
        middle.Clear();
        foreach (var channel in channels[(dilation * RocketKernels.Count) + kernel]) System.Numerics.Tensors.TensorPrimitives.Add<float>(middle, sequence[channel], middle);
        RocketKernels.Convolve(room, kernel, step, found);
    }
}
