namespace MLNetDeep;

/// <summary>The options of GRU networks for sequences.</summary>
public sealed class SequenceGruOptions : SequenceRecurrentOptions;
