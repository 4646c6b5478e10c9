using MLNetDeep.Data;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Generation;

/// <summary>Windows of tokens, drawn anywhere from texts that lie one behind the other: the training rows of language models.</summary>
/// <param name="tokens">The tokens.</param>
/// <param name="length">Tokens of a window.</param>
/// <param name="rows">Windows of an epoch.</param>
/// <param name="startsAnywhere">
/// Whether some windows begin with the token that stands before texts, as if one began there: of a few long texts the network would hardly ever see a beginning.
/// </param>
internal sealed class RandomWindows(int[] tokens, int length, long rows, bool startsAnywhere) : IBatchSource
{
    // One in so many windows.
    private const int Starting = 16;

    public long Rows => rows;

    public bool IsStreamed => false;

    public long BatchCount(int batchSize) => (rows + batchSize - 1) / batchSize;

    public IEnumerable<Batch> Pass(int batchSize, Random? order, CancellationToken cancel)
    {
        var random = order ?? new Random(0);
        for (var left = rows; left > 0; left -= batchSize)
        {
            cancel.ThrowIfCancellationRequested();
            int[] starts = [.. Enumerable.Range(0, (int)Math.Min(batchSize, left)).Select(_ => random.Next(tokens.Length - length + 1))];
            yield return TokenWindows.Batch(tokens, length, starts, () => startsAnywhere && random.Next(Starting) == 0);
        }
    }

    public void Dispose()
    {
    }
}

/// <summary>Windows of tokens one after the other, each token told once: the validation rows of language models. The last window begins earlier, so that all are of one length.</summary>
/// <param name="tokens">The tokens.</param>
/// <param name="length">Tokens of a window.</param>
internal sealed class AllWindows(int[] tokens, int length) : IBatchSource
{
    // The last token of a window is the first of the next: it is told, and then told from.
    public long Rows => Math.Max(1, (tokens.Length - 1 + length - 2) / (length - 1));

    public bool IsStreamed => false;

    public long BatchCount(int batchSize) => (Rows + batchSize - 1) / batchSize;

    public IEnumerable<Batch> Pass(int batchSize, Random? order, CancellationToken cancel)
    {
        for (long from = 0; from < Rows; from += batchSize)
        {
            cancel.ThrowIfCancellationRequested();
            yield return TokenWindows.Batch(tokens, length,
                [.. Enumerable.Range(0, (int)Math.Min(batchSize, Rows - from)).Select(i => (int)Math.Min((from + i) * (length - 1), tokens.Length - length))]);
        }
    }

    public void Dispose()
    {
    }
}

/// <summary>Makes batches of windows.</summary>
internal static class TokenWindows
{
    /// <summary>The windows that begin at these places. Shape: [rows, length] (Int64).</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="length">Tokens of a window.</param>
    /// <param name="starts">The places.</param>
    /// <param name="begins">Asked for each window: whether it is to begin as a text does.</param>
    public static Batch Batch(int[] tokens, int length, int[] starts, Func<bool>? begins = null)
    {
        var all = new long[starts.Length * length];
        for (var i = 0; i < starts.Length; i++)
        {
            for (var k = 0; k < length; k++) all[(i * length) + k] = tokens[starts[i] + k];
            if (begins?.Invoke() == true) all[i * length] = LanguageModel.Boundary;
        }
        return new Batch(tensor(all, [starts.Length, length]), zeros(starts.Length));
    }
}
