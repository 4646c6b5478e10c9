namespace MLNetDeep;

/// <summary>The options of LSTM networks for sequences.</summary>
public sealed class SequenceLstmOptions : SequenceRecurrentOptions;
