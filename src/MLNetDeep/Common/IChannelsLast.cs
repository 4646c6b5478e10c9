namespace MLNetDeep.Common;

/// <summary>A layer behind which images have their channels last in memory in training, and so do best the weights of convolutions.</summary>
internal interface IChannelsLast;
