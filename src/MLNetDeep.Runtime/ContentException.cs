namespace MLNetDeep.Runtime;

/// <summary>An image that cannot be read or used. The message has no full stop: it is part of a sentence that says where the image stands.</summary>
internal sealed class ImageException : Exception
{
    private ImageException((string Message, string Reason) text, Exception? inner)
        : base(text.Message, inner) => Reason = text.Reason;

    /// <summary>What is wrong with an image.</summary>
    /// <param name="path">The file; null where there is none.</param>
    /// <param name="predicate">What follows "it": "is empty".</param>
    /// <param name="inner">What led to it.</param>
    public ImageException(string? path, string predicate, Exception? inner = null)
        : this(($"{(path is null ? "the image" : $"'{path}'")} {predicate}", $"it {predicate}"), inner)
    {
    }

    /// <summary>What is wrong, where it was said before with which image: "it is empty".</summary>
    public string Reason { get; }

    /// <summary>A path of no characters.</summary>
    public static ImageException NoPath() => new(("the path is empty", "the path is empty"), null);

    /// <summary>A path that leads nowhere.</summary>
    public static ImageException NoFile(string path) => new(($"there is no file '{path}'", "there is no such file"), null);
}
