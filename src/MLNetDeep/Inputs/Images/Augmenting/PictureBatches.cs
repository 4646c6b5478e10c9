using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Images;

/// <summary>Changes the pictures of whole batches, on several threads.</summary>
/// <param name="settings">How.</param>
/// <param name="shape">What pictures look like.</param>
/// <param name="range">What is black and what is white in them.</param>
/// <param name="means">The means of the channels.</param>
/// <param name="threads">The most threads; 0 for one on each core.</param>
internal sealed class PictureBatches(PictureSettings settings, ImageShape shape, PixelRange range, float[] means, int threads) : IRowChange
{
    private readonly PictureAugmenter _augmenter = new(settings, shape, [.. means.Select(range.ToScale)]);
    private readonly ConcurrentBag<Workspace> _free = [];
    private readonly ParallelOptions _parallel = new() { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };

    /// <summary>Changes pictures where they lie.</summary>
    /// <param name="rows">Bytes or reals [rows, numbers in a row], in the memory of the CPU.</param>
    /// <param name="pass">What the random numbers of the pass come from.</param>
    /// <param name="first">The place of the first row in the pass.</param>
    public unsafe void Change(Features rows, long pass, long first)
    {
        var pictures = rows.Single;
        var isBytes = pictures.dtype == ScalarType.Byte;
        var rowBytes = shape.Size * (isBytes ? 1 : sizeof(float));
        fixed (byte* start = pictures.bytes)
        {
            var address = (nint)start;
            Parallel.For(0, (int)pictures.shape[0], _parallel, Rent, (i, _, work) =>
            {
                var row = new Span<byte>((void*)(address + ((nint)i * rowBytes)), rowBytes);
                // Black all over: nothing is seen in it, and it may stand for a picture that is missing.
                if (row.ContainsAnyExcept((byte)0)) Change(row, isBytes, work, new RowRandom(pass, first + i));
                return work;
            }, _free.Add);
        }
    }

    private void Change(Span<byte> row, bool isBytes, Workspace work, RowRandom random)
    {
        if (isBytes) Load(row, work.Picture.Values);
        else range.Load(MemoryMarshal.Cast<byte, float>(row), work.Picture.Values);
        _augmenter.Apply(work, ref random);
        if (isBytes) Store(work.Picture.Values, row);
        else range.Store(work.Picture.Values, MemoryMarshal.Cast<byte, float>(row));
    }

    private Workspace Rent() => _free.TryTake(out var work) ? work : new Workspace(shape);

    private static void Load(ReadOnlySpan<byte> from, Span<float> to)
    {
        for (var i = 0; i < to.Length; i++) to[i] = from[i];
    }

    private static void Store(ReadOnlySpan<float> from, Span<byte> to)
    {
        for (var i = 0; i < to.Length; i++) to[i] = (byte)(from[i] + 0.5f);
    }
}

/// <summary>
/// What is black and what is white in pictures that are vectors of reals: operations on colours take black as 0 and white as 255.
/// </summary>
internal readonly record struct PixelRange(float Black, float White)
{
    /// <summary>Values are left as they are.</summary>
    public static PixelRange Bytes { get; } = new(0, Colours.White);

    /// <summary>Black is 0, or the smallest number where there are negative ones; white is the largest.</summary>
    public static PixelRange Of(float smallest, float largest)
    {
        var black = Math.Min(0, smallest);
        return new PixelRange(black, largest > black ? largest : black + 1);
    }

    public float ToScale(float value) => (value - Black) * Factor;

    public void Load(ReadOnlySpan<float> from, Span<float> to)
    {
        var factor = Factor;
        for (var i = 0; i < to.Length; i++) to[i] = (from[i] - Black) * factor;
    }

    public void Store(ReadOnlySpan<float> from, Span<float> to)
    {
        var factor = 1 / Factor;
        for (var i = 0; i < to.Length; i++) to[i] = (from[i] * factor) + Black;
    }

    private float Factor => Colours.White / (White - Black);
}
