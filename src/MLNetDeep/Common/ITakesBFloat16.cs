namespace MLNetDeep.Common;

/// <summary>A layer that takes rows in bfloat16 beside weights in single precision, gives rows in bfloat16, and sums up in single precision.</summary>
internal interface ITakesBFloat16;
