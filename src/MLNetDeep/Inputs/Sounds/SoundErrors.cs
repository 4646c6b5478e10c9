namespace MLNetDeep.Inputs.Sounds;

/// <summary>The wording of what can be wrong with sounds.</summary>
internal static class SoundErrors
{
    /// <summary>Sounds that cannot be used.</summary>
    /// <param name="column">Their column.</param>
    /// <param name="first">The first of them, with the positions of their rows, from 0; below 0 where a row stands alone.</param>
    /// <param name="count">How many there are in all.</param>
    public static Exception BadSounds(string column, IReadOnlyList<(long Row, Exception Fault)> first, long count) => RowFaultTexts.Unusable("sounds", column, first, count);

    /// <summary>Samples whose rate nobody stated.</summary>
    public static Exception NoRate(string column) => new InvalidOperationException(
        $"Column '{column}' holds samples, which do not say how many there are in a second: state it with {nameof(ILogMelOptions.SampleRate)}, such as 16000.");
}
