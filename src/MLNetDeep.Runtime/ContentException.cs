namespace MLNetDeep.Runtime;

/// <summary>An image or a sound that cannot be read or used. The message has no full stop: it is part of a sentence that says where it stands.</summary>
internal sealed class ContentException : Exception
{
    private ContentException(string message, string reason, Exception? inner = null) : base(message, inner) => Reason = reason;

    /// <summary>What is wrong, where it was said before with which image or sound: "it is empty".</summary>
    public string Reason { get; }

    /// <summary>What is wrong with an image.</summary>
    /// <param name="path">The file; null where there is none.</param>
    /// <param name="predicate">What follows "it": "is empty".</param>
    /// <param name="inner">What led to it.</param>
    public static ContentException OfImage(string? path, string predicate, Exception? inner = null) => Of("the image", path, predicate, inner);

    /// <summary>What is wrong with a sound.</summary>
    /// <param name="path">The file; null where there is none.</param>
    /// <param name="predicate">What follows "it": "is empty".</param>
    /// <param name="inner">What led to it.</param>
    public static ContentException OfSound(string? path, string predicate, Exception? inner = null) => Of("the sound", path, predicate, inner);

    /// <summary>A path of no characters.</summary>
    public static ContentException NoPath() => new("the path is empty", "the path is empty");

    /// <summary>A path that leads nowhere.</summary>
    public static ContentException NoFile(string path) => new($"there is no file '{path}'", "there is no such file");

    private static ContentException Of(string what, string? path, string predicate, Exception? inner) =>
        new($"{(path is null ? what : $"'{path}'")} {predicate}", $"it {predicate}", inner);
}
