using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Sequences;

/// <summary>Means and deviations of the channels over all steps of the training rows, missing values left out.</summary>
/// <param name="channels">Channels.</param>
internal sealed class SequenceStatistics(int channels) : FeatureLearner
{
    public Moments Moments { get; } = new(channels);

    public override void Add(Features rows)
    {
        using var steps = ((RaggedPart)rows.Parts[0]).Joined();
        Moments.Add(steps);
    }
}
