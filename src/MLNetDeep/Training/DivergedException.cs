namespace MLNetDeep.Training;

/// <summary>The loss is no number any more.</summary>
internal sealed class DivergedException(string message) : InvalidOperationException(message);
