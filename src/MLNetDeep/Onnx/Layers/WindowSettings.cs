namespace MLNetDeep.Onnx.Layers;

/// <summary>How a window moves along one dimension.</summary>
/// <param name="Kernel">Elements under the window.</param>
/// <param name="Stride">Steps from one window to the next.</param>
/// <param name="Dilation">Steps from one element under the window to the next.</param>
/// <param name="Begin">Padding before the first element.</param>
/// <param name="End">Padding behind the last.</param>
internal readonly record struct WindowSettings(long Kernel, long Stride, long Dilation, long Begin, long End)
{
    private long Span => (Dilation * (Kernel - 1)) + 1;

    /// <summary>Whether an input of one size gives an output of the other.</summary>
    public bool Maps(long input, long output)
    {
        long room = input + Begin + End - Span;
        return room >= 0 && (room / Stride) + 1 == output;
    }

    /// <summary>The elements of the input, padding included, that a window covers.</summary>
    public IEnumerable<long> Covered(long window)
    {
        for (long j = 0; j < Kernel; j++)
            yield return (window * Stride) - Begin + (j * Dilation);
    }

    /// <summary>
    /// All settings of a convolution with a kernel of that size that turn one size into the other, the usual ones first:
    /// small dilations, then small strides; padding alike on both sides, or one more behind, as "same" has it.
    /// </summary>
    public static IEnumerable<WindowSettings> OfConvolution(long kernel, long input, long output)
    {
        long widest = kernel == 1 ? 1 : Math.Max(1, (2 * input) / (kernel - 1));
        for (long dilation = 1; dilation <= widest; dilation++)
        {
            long span = dilation * (kernel - 1);
            for (long stride = 1; stride <= Math.Max(1, input); stride++)
            {
                for (long begin = 0; begin <= span + 1; begin++)
                {
                    foreach (long end in new[] { begin, begin + 1 })
                    {
                        var settings = new WindowSettings(kernel, stride, dilation, begin, end);
                        bool same = stride == 1 && output == input;
                        if ((end == begin || same) && settings.Maps(input, output))
                            yield return settings;
                    }
                }
            }
        }
    }

    /// <summary>All settings of a pool that turn one size into the other, small kernels first.</summary>
    public static IEnumerable<WindowSettings> OfPool(long input, long output)
    {
        for (long kernel = 1; kernel <= input; kernel++)
        {
            for (long dilation = 1; dilation <= (kernel == 1 ? 1 : input); dilation++)
            {
                for (long stride = 1; stride <= input; stride++)
                {
                    for (long begin = 0; begin <= kernel / 2; begin++)
                    {
                        long span = (dilation * (kernel - 1)) + 1;
                        // Rounding up is the same as more padding behind; rounding down wastes what is left over.
                        long end = Math.Max(0, ((output - 1) * stride) + span - input - begin);
                        var settings = new WindowSettings(kernel, stride, dilation, begin, end);
                        if (end < span && settings.Maps(input, output))
                            yield return settings;
                    }
                }
            }
        }
    }
}
