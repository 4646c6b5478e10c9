using Microsoft.ML.Data;

namespace MLNetDeep.Runtime;

/// <summary>A sound that a row holds in some form, and how it becomes log-mel frames.</summary>
public abstract class SoundRow
{
    internal const long MayBeMissing = 1, Standardized = 2;

    /// <summary>
    /// The settings of the log-mel transform; how many frames are wanted, 0 for all; the sum of 1 where rows may be without a sound and 2 where frames are made standard; then the name of the column, a number for each UTF-16 unit.
    /// </summary>
    [ColumnName(SavedColumns.SoundSettings)]
    [VectorType]
    public long[] Settings { get; set; } = [];

    /// <summary>Whether the row is without a sound.</summary>
    internal abstract bool IsMissing { get; }

    /// <summary>Reads the sound.</summary>
    /// <param name="sampleRate">The rate of samples that state none.</param>
    internal abstract MonoSound Open(int sampleRate);
}

/// <summary>A sound as the path of a file.</summary>
public sealed class SoundPathRow : SoundRow
{
    /// <summary>The path.</summary>
    [ColumnName(SavedColumns.SoundSource)]
    public string Source { get; set; } = "";

    internal override bool IsMissing => string.IsNullOrEmpty(Source);

    internal override MonoSound Open(int sampleRate) => SoundDecoder.Load(Source);
}

/// <summary>A sound as the bytes of a file.</summary>
public sealed class SoundBytesRow : SoundRow
{
    /// <summary>The bytes.</summary>
    [ColumnName(SavedColumns.SoundSource)]
    [VectorType]
    public byte[] Source { get; set; } = [];

    internal override bool IsMissing => Source.Length == 0;

    internal override MonoSound Open(int sampleRate) => SoundDecoder.Decode(Source);
}

/// <summary>A sound as samples.</summary>
public sealed class SoundSamplesRow : SoundRow
{
    /// <summary>The samples.</summary>
    [ColumnName(SavedColumns.SoundSource)]
    [VectorType]
    public float[] Source { get; set; } = [];

    internal override bool IsMissing => Source.Length == 0;

    internal override MonoSound Open(int sampleRate) => MonoSound.Of(Source, sampleRate);
}

/// <summary>What the settings' graph is given.</summary>
public sealed class SoundStart
{
    /// <summary>A vector of one, whatever is in it.</summary>
    [ColumnName(SavedColumns.SoundStart)]
    [VectorType(1)]
    public float[] Value { get; set; } = new float[1];
}

/// <summary>The log-mel frames of a sound.</summary>
public sealed class SoundFrames
{
    /// <summary>Frame after frame, each with its bands from low to high.</summary>
    [ColumnName(SavedColumns.Features)]
    [VectorType]
    public float[] Frames { get; set; } = [];
}
