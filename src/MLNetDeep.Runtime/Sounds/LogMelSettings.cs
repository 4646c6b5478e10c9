namespace MLNetDeep.Runtime;

/// <summary>How sounds become log-mel frames.</summary>
/// <param name="SampleRate">The rate in Hz that sounds are resampled to.</param>
/// <param name="WindowLength">Samples of a frame.</param>
/// <param name="HopLength">Samples from one frame to the next.</param>
/// <param name="Bands">Mel bands.</param>
/// <param name="LowestFrequency">Where the lowest band begins, in Hz.</param>
/// <param name="HighestFrequency">Where the highest band ends, in Hz.</param>
internal sealed record LogMelSettings(int SampleRate, int WindowLength, int HopLength, int Bands, double LowestFrequency, double HighestFrequency)
{
    private const int Numbers = 6;

    /// <summary>The frames of so many samples: at least one, and the last filled up with silence.</summary>
    public int FramesOf(long samples) => samples <= WindowLength ? 1 : (int)(1 + ((samples - WindowLength + HopLength - 1) / HopLength));

    /// <summary>The samples that so many frames are made of.</summary>
    public long SamplesOf(int frames) => WindowLength + ((frames - 1L) * HopLength);

    /// <summary>The settings as whole numbers, as a saved model has them.</summary>
    public long[] ToNumbers() =>
        [SampleRate, WindowLength, HopLength, Bands, BitConverter.DoubleToInt64Bits(LowestFrequency), BitConverter.DoubleToInt64Bits(HighestFrequency)];

    /// <summary>What <see cref="ToNumbers"/> gave, and what follows it.</summary>
    public static (LogMelSettings Settings, ArraySegment<long> Others) Read(long[] numbers) =>
        (new LogMelSettings((int)numbers[0], (int)numbers[1], (int)numbers[2], (int)numbers[3], BitConverter.Int64BitsToDouble(numbers[4]), BitConverter.Int64BitsToDouble(numbers[5])),
            new ArraySegment<long>(numbers)[Numbers..]);
}
