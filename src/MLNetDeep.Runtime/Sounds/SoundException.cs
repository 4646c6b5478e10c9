namespace MLNetDeep.Runtime;

/// <summary>A sound that cannot be read or used. The message has no full stop: it is part of a sentence that says where the sound stands.</summary>
internal sealed class SoundException : Exception
{
    private SoundException((string Message, string Reason) text, Exception? inner)
        : base(text.Message, inner) => Reason = text.Reason;

    /// <summary>What is wrong with a sound.</summary>
    /// <param name="path">The file; null where there is none.</param>
    /// <param name="predicate">What follows "it": "is empty".</param>
    /// <param name="inner">What led to it.</param>
    public SoundException(string? path, string predicate, Exception? inner = null)
        : this(($"{(path is null ? "the sound" : $"'{path}'")} {predicate}", $"it {predicate}"), inner)
    {
    }

    /// <summary>What is wrong, where it was said before with which sound: "it is empty".</summary>
    public string Reason { get; }

    /// <summary>A path of no characters.</summary>
    public static SoundException NoPath() => new(("the path is empty", "the path is empty"), null);

    /// <summary>A path that leads nowhere.</summary>
    public static SoundException NoFile(string path) => new(($"there is no file '{path}'", "there is no such file"), null);
}
