using Microsoft.ML.Transforms;

namespace MLNetDeep.Runtime;

/// <summary>Gives each row the number that the settings' graph is given.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class SoundStartMapping : CustomMappingFactory<AnyRow, SoundStart>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Sound.Start";

    /// <inheritdoc/>
    public override Action<AnyRow, SoundStart> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(AnyRow source, SoundStart target) => target.Value = [0];
}

/// <summary>Turns sounds into log-mel frames exactly as training did.</summary>
/// <typeparam name="TRow">The form in which rows hold sounds.</typeparam>
public abstract class SoundFramesMapping<TRow> : CustomMappingFactory<TRow, SoundFrames>
    where TRow : SoundRow, new()
{
    private const int Own = 2;

    /// <inheritdoc/>
    public override Action<TRow, SoundFrames> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    /// <exception cref="InvalidOperationException">The sound cannot be read: the message names the column, the file and the reason.</exception>
    public static void Map(TRow source, SoundFrames target)
    {
        var (settings, rest) = LogMelSettings.Read(source.Settings);
        var (frames, ways) = ((int)rest[0], rest[1]);
        try
        {
            target.Frames = Frames(source, LogMel.Of(settings), frames, (ways & SoundRow.MayBeMissing) != 0);
            if ((ways & SoundRow.Standardized) != 0) LogMel.Standardize(target.Frames, settings.Bands);
        }
        catch (ContentException e)
        {
            throw new InvalidOperationException($"Column '{string.Concat(rest.Skip(Own).Select(unit => (char)unit))}': {e.Message}.", e);
        }
    }

    private static float[] Frames(TRow source, LogMel mel, int frames, bool mayBeMissing)
    {
        if (frames == 0) return mel.Frames(source.Open(mel.Settings.SampleRate));
        var output = new float[frames * mel.Settings.Bands];
        if (mayBeMissing && source.IsMissing) output.AsSpan().Fill(LogMel.Floor);
        else mel.Fill(source.Open(mel.Settings.SampleRate), output);
        return output;
    }
}

/// <summary>Sounds as paths of files.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class SoundPathMapping : SoundFramesMapping<SoundPathRow>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Sound.Path";
}

/// <summary>Sounds as the bytes of files.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class SoundBytesMapping : SoundFramesMapping<SoundBytesRow>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Sound.Bytes";
}

/// <summary>Sounds as samples.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class SoundSamplesMapping : SoundFramesMapping<SoundSamplesRow>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Sound.Samples";
}
