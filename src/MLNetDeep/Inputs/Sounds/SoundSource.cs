using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Sounds;

/// <summary>How a column holds sounds.</summary>
internal enum SoundSource
{
    /// <summary>Paths of WAV files.</summary>
    Path,

    /// <summary>The bytes of WAV files.</summary>
    Bytes,

    /// <summary>Samples.</summary>
    Samples,
}

/// <summary>Finds how a column holds sounds.</summary>
internal static class SoundSources
{
    /// <summary>What columns of sounds hold, for messages.</summary>
    public static IReadOnlyList<string> Forms { get; } =
        ["the path of a WAV file (text)", "its bytes (Vector<Byte> of any length)", "samples (Vector<Single> of any length)"];

    /// <summary>How a column of this form holds sounds; null where it holds none.</summary>
    public static SoundSource? Of(ColumnForm form) => form switch
    {
        { IsKey: true } => null,
        { IsVector: false, Item: TextDataViewType } => SoundSource.Path,
        { IsVector: true, Item: NumberDataViewType { RawType: var raw } } when raw == typeof(byte) => SoundSource.Bytes,
        { IsVector: true, Item: NumberDataViewType { RawType: var raw } } when raw == typeof(float) => SoundSource.Samples,
        _ => null,
    };
}
