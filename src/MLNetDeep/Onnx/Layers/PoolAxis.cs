namespace MLNetDeep.Onnx.Layers;

/// <summary>How the windows of a pool move along one dimension.</summary>
/// <param name="Size">The elements that go in.</param>
/// <param name="Outputs">The elements that come out: as many windows.</param>
/// <param name="Kernel">Elements under a window.</param>
/// <param name="Stride">Steps from one window to the next.</param>
/// <param name="Padding">Padding before the first element.</param>
/// <param name="Dilation">Steps from one element under a window to the next.</param>
internal sealed record PoolAxis(long Size, long Outputs, long Kernel, long Stride, long Padding = 0, long Dilation = 1)
{
    /// <summary>
    /// The padding that the last window needs behind the last element. Rounding the number of windows up needs more than the
    /// layer's own; rounding it down may leave some of that over.
    /// </summary>
    public long End => Math.Max(0, ((Outputs - 1) * Stride) + (Dilation * (Kernel - 1)) + 1 - Size - Padding);

    /// <summary>The windows of an average as Torch takes them: padding counts as elements, what rounding up adds does not.</summary>
    public PoolWindow[] Windows(bool countPadding) => [.. Each(Outputs, output =>
    {
        long from = (output * Stride) - Padding, to = Math.Min(from + Kernel, Size + Padding);
        var inside = new PoolWindow(Math.Max(from, 0), Math.Min(to, Size));
        return countPadding ? inside with { Divisor = to - from } : inside;
    })];

    /// <summary>The windows of an adaptive pool.</summary>
    public static PoolWindow[] Adaptive(long size, long outputs) => [.. Each(outputs, output =>
        new PoolWindow(output * size / outputs, (((output + 1) * size) + outputs - 1) / outputs))];

    /// <summary>The plain pool that has the same windows as an adaptive one, if they are alike and evenly apart.</summary>
    public static PoolAxis? Even(long size, PoolWindow[] windows)
    {
        long kernel = windows[0].To, stride = windows.Length > 1 ? windows[1].From : kernel;
        var evenly = windows.Select((_, i) => new PoolWindow(i * stride, (i * stride) + kernel));
        return stride > 0 && windows.SequenceEqual(evenly) ? new PoolAxis(size, windows.Length, kernel, stride) : null;
    }

    private static IEnumerable<PoolWindow> Each(long outputs, Func<long, PoolWindow> window) =>
        Enumerable.Range(0, (int)outputs).Select(output => window(output));
}

/// <summary>What one output is the average of.</summary>
/// <param name="From">The first element.</param>
/// <param name="To">The element behind the last.</param>
/// <param name="Divisor">What their sum is divided by.</param>
internal sealed record PoolWindow(long From, long To, long Divisor)
{
    public PoolWindow(long from, long to)
        : this(from, to, to - from)
    {
    }
}
