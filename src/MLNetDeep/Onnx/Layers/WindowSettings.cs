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

    /// <summary>Whether a window covers an element of the input; those of the padding come before 0 and behind the last.</summary>
    public bool Covers(long window, long element)
    {
        long offset = element + Begin - (window * Stride);
        return offset >= 0 && offset < Span && offset % Dilation == 0;
    }

    /// <summary>
    /// All settings of a convolution with a kernel of that size that turn one size into the other, the usual ones first:
    /// small dilations, then small strides; padding alike on both sides, or one more behind, as "same" has it.
    /// </summary>
    public static IEnumerable<WindowSettings> OfConvolution(long kernel, long input, long output)
    {
        long widest = kernel == 1 ? 1 : Math.Max(1, 2 * input / (kernel - 1));
        for (long dilation = 1; dilation <= widest; dilation++)
        {
            foreach (var settings in OfDilation(kernel, dilation, input, output).OrderBy(s => s.Stride).ThenBy(s => s.Begin))
                yield return settings;
        }
    }

    /// <summary>All settings of a pool that turn one size into the other, small kernels first.</summary>
    /// <param name="smallest">The smallest kernel to try.</param>
    /// <param name="dilation">The dilation.</param>
    /// <param name="strides">The strides to try.</param>
    /// <param name="input">The size of what goes in.</param>
    /// <param name="output">The size of what comes out.</param>
    public static IEnumerable<WindowSettings> OfPool(
        long smallest, long dilation, IReadOnlyList<long> strides, long input, long output)
    {
        for (long kernel = smallest; kernel <= 2 * input; kernel++)
        {
            long span = (dilation * (kernel - 1)) + 1;
            foreach (long stride in strides)
            {
                for (long begin = 0; begin <= kernel / 2; begin++)
                {
                    // Rounding up is the same as more padding behind; rounding down wastes what is left over.
                    long end = Math.Max(0, ((output - 1) * stride) + span - input - begin);
                    var settings = new WindowSettings(kernel, stride, dilation, begin, end);
                    // ONNX Runtime takes no padding as wide as the kernel.
                    if (Math.Max(begin, end) < kernel && settings.Maps(input, output))
                        yield return settings;
                }
            }
        }
    }

    private static IEnumerable<WindowSettings> OfDilation(long kernel, long dilation, long input, long output)
    {
        long span = (dilation * (kernel - 1)) + 1;
        for (long begin = 0; begin <= span; begin++)
        {
            foreach (long end in new[] { begin, begin + 1 })
            {
                long room = input + begin + end - span;
                if (room < 0)
                    continue;
                // The strides that fit as many windows into the room. Of a single window any stride will do.
                long smallest = output == 1 ? room + 1 : (room / output) + 1, largest = output == 1 ? smallest : room / (output - 1);
                for (long stride = smallest; stride <= largest; stride++)
                {
                    if (end == begin || (stride == 1 && output == input))
                        yield return new WindowSettings(kernel, stride, dilation, begin, end);
                }
            }
        }
    }
}
