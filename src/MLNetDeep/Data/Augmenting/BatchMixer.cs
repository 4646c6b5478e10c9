using System.Runtime.InteropServices;
using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Data.Augmenting;

/// <summary>
/// Mixes each row of a batch with the next one (the last with the first), all by one share: mixup (Zhang et al., mixup: Beyond
/// Empirical Risk Minimization, 2018) adds the numbers up by the share, a cut puts a part of the other row in. Which of both, where both are
/// wanted, a coin decides for each batch. Codes cannot be added up: each is taken from one of both rows, by chance with the share; so is a number
/// that one of both does not have.
/// </summary>
/// <param name="mixup">Both parameters of the beta distribution of mixup's shares; 0 for none.</param>
/// <param name="codes">How many of the last numbers of a row are codes.</param>
internal sealed class BatchMixer(double mixup, int codes = 0)
{
    /// <summary>Puts parts of rows into others; null for none.</summary>
    public IRowCut? Cut { get; init; }

    /// <summary>The batch with its rows mixed, where they lie, and the other half of their targets; a batch of one row stays as it is.</summary>
    /// <param name="batch">The rows, in the memory of the CPU.</param>
    /// <param name="pass">What the random numbers of the pass come from.</param>
    /// <param name="number">The place of the batch in the pass.</param>
    public Batch Mix(Batch batch, long pass, long number)
    {
        if (batch.Rows < 2) return batch;
        var random = new RowRandom(pass, ~number);
        var cuts = Cut is not null && (mixup <= 0 || random.Chance(0.5));
        var share = random.Beta(cuts ? Cut!.Alpha : mixup);
        if (cuts) share = Cut!.Cut(batch.Features, share, ref random);
        else if (batch.Features.Single is { dtype: ScalarType.Byte } bytes) Add(bytes.bytes, (int)bytes.shape[1], (float)share);
        else Add(MemoryMarshal.Cast<byte, float>(batch.Features.Single.bytes), (int)batch.Features.Single.shape[1], (float)share, ref random);
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
                if (i < width - codes && !float.IsNaN(sum)) row[i] = sum;
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
}
