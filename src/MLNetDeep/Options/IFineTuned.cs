namespace MLNetDeep;

/// <summary>Options of networks that start from published weights, are frozen by depth, or learn layer by layer.</summary>
internal interface IFineTuned
{
    /// <summary>A safetensors file to start from; null for none.</summary>
    string? PretrainedWeights { get; }

    /// <summary>Parts of the network, from its input on, that stay as they are.</summary>
    int FreezeDepth { get; }

    /// <summary>The learning rate of each part, as a share of that of the part behind it.</summary>
    double LayerDecay { get; }

    /// <summary>Epochs after which one more part begins to learn, from the head on; 0 where all learn from the start.</summary>
    int UnfreezeEvery => 0;

    /// <summary>Trainings after the first, from other random numbers, of which the best is kept.</summary>
    int Restarts => 0;
}
