using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Sounds;

/// <summary>Changes the sounds of whole batches, on several threads.</summary>
/// <param name="options">How.</param>
/// <param name="mel">Their frames.</param>
/// <param name="shape">How many frames of how many bands.</param>
internal sealed class SoundBatches(SoundTrainerOptions options, LogMel mel, SoundShape shape) : IRowChange
{
    private readonly FrameAugmenter _augmenter = new(options, mel, shape);
    private readonly ParallelOptions _parallel = new() { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount };

    /// <summary>Changes sounds where they lie.</summary>
    /// <param name="rows">Log-mel frames [rows, frames × bands], in the memory of the CPU.</param>
    /// <param name="pass">What the random numbers of the pass come from.</param>
    /// <param name="first">The place of the first row in the pass.</param>
    public unsafe void Change(Features rows, long pass, long first)
    {
        var sounds = rows.Single;
        fixed (byte* start = sounds.bytes)
        {
            var address = (nint)start;
            Parallel.For(0, (int)sounds.shape[0], _parallel, i =>
            {
                var random = new RowRandom(pass, first + i);
                _augmenter.Apply(new Span<float>((float*)address + ((nint)i * shape.Size), shape.Size), ref random);
            });
        }
    }
}
