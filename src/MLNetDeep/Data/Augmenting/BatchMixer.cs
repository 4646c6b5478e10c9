using System.Runtime.InteropServices;
using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Data.Augmenting;

/// <summary>
/// Mixes each row of a batch with the next one (the last with the first), all by one share: mixup (Zhang et al., mixup: Beyond
/// Empirical Risk Minimization, 2018) adds the numbers up by the share, cutmix (Yun et al., CutMix, 2019) puts a rectangle of the
/// other picture in. Which of both, where both are wanted, a coin decides for each batch. The codes of categories cannot be added
/// up: each is taken from one of both rows, by chance with the share; so is a number that one of both does not have.
/// </summary>
/// <param name="mixup">Both parameters of the beta distribution of mixup's shares; 0 for none.</param>
/// <param name="cutmix">Both parameters of the beta distribution of cutmix's shares; 0 for none.</param>
/// <param name="shape">What a row looks like.</param>
internal sealed class BatchMixer(double mixup, double cutmix, InputShape shape)
{
    // They are the last numbers of a row.
    private readonly int _codes = shape is TableShape table ? table.Categories.Count : 0;

    /// <summary>The batch with its rows mixed, where they lie, and the other half of their targets; a batch of one row stays as it is.</summary>
    /// <param name="batch">The rows, in the memory of the CPU.</param>
    /// <param name="pass">What the random numbers of the pass come from.</param>
    /// <param name="number">The place of the batch in the pass.</param>
    public Batch Mix(Batch batch, long pass, long number)
    {
        if (batch.Rows < 2) return batch;
        var random = new RowRandom(pass, ~number);
        var cuts = cutmix > 0 && (mixup <= 0 || random.Chance(0.5));
        var share = random.Beta(cuts ? cutmix : mixup);
        if (cuts) share = Cut(batch.Features, (ImageShape)shape, share, ref random);
        else if (batch.Features.dtype == ScalarType.Byte) Add(batch.Features.bytes, (int)batch.Features.shape[1], (float)share);
        else Add(MemoryMarshal.Cast<byte, float>(batch.Features.bytes), (int)batch.Features.shape[1], (float)share, ref random);
        return batch with { Mixed = Others(batch, share) };
    }

    private static Mix Others(Batch batch, double share)
    {
        using var next = Tensors.OfLongs([.. Enumerable.Range(1, batch.Rows).Select(i => (long)i % batch.Rows)]);
        return new Mix(batch.Targets.index_select(0, next), batch.Weights?.index_select(0, next), share);
    }

    private void Add(Span<float> rows, int width, float share, ref RowRandom random)
    {
        float[] first = [.. rows[..width]];
        for (var from = 0; from < rows.Length; from += width)
        {
            var row = rows.Slice(from, width);
            var next = from + width < rows.Length ? rows.Slice(from + width, width) : first;
            for (var i = 0; i < row.Length; i++)
            {
                var sum = (row[i] * share) + (next[i] * (1 - share));
                if (i < width - _codes && !float.IsNaN(sum)) row[i] = sum;
                else if (!random.Chance(share)) row[i] = next[i];
            }
        }
    }

    private static void Add(Span<byte> rows, int width, float share)
    {
        byte[] first = [.. rows[..width]];
        for (var from = 0; from < rows.Length; from += width)
        {
            var row = rows.Slice(from, width);
            var next = from + width < rows.Length ? rows.Slice(from + width, width) : first;
            for (var i = 0; i < row.Length; i++) row[i] = (byte)((row[i] * share) + (next[i] * (1 - share)) + 0.5f);
        }
    }

    // The rectangle has the sides' ratio of the picture; what of it lies outside is lost, and the share says what is left.
    private static double Cut(Tensor features, ImageShape shape, double share, ref RowRandom random)
    {
        var side = Math.Sqrt(1 - share);
        var (height, width) = ((int)(shape.Height * side), (int)(shape.Width * side));
        var (middleX, middleY) = (random.Between(0, shape.Width - 1), random.Between(0, shape.Height - 1));
        var (left, right) = (Math.Max(0, middleX - (width / 2)), Math.Min(shape.Width, middleX - (width / 2) + width));
        var (top, bottom) = (Math.Max(0, middleY - (height / 2)), Math.Min(shape.Height, middleY - (height / 2) + height));
        var size = features.dtype == ScalarType.Byte ? 1 : sizeof(float);
        for (var c = 0; c < shape.Channels; c++)
            for (var y = top; y < bottom; y++)
                TakeFromNext(features.bytes, shape.Size * size, ((((c * shape.Height) + y) * shape.Width) + left) * size, (right - left) * size);
        return 1 - ((double)(right - left) * (bottom - top) / (shape.Height * shape.Width));
    }

    // A stretch of each row is replaced by that of the next.
    private static void TakeFromNext(Span<byte> rows, int rowBytes, int from, int count)
    {
        byte[] first = [.. rows.Slice(from, count)];
        for (; from + rowBytes < rows.Length; from += rowBytes) rows.Slice(from + rowBytes, count).CopyTo(rows[from..]);
        first.CopyTo(rows[from..]);
    }
}
