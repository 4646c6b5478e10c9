namespace MLNetDeep.Inputs;

/// <summary>How networks learn from two views of rows.</summary>
/// <param name="HasAnchor">Whether the first view is the row itself, which is to find the second (InfoNCE); else both are to find each other (NT-Xent).</param>
/// <param name="Temperature">What similarities are divided by, unless options say otherwise.</param>
internal sealed record ViewLearning(bool HasAnchor, double Temperature);
