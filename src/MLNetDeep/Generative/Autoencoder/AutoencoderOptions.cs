using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of the autoencoder.</summary>
public sealed class AutoencoderOptions : LatentTrainerOptions
{
    /// <summary>The maximum number of epochs: passes over the training set. Default 100.</summary>
    [Range(20, 200, 100)]
    public override int MaxEpochs { get; set; } = 100;

    /// <summary>
    /// Denoising (Vincent et al., Extracting and Composing Robust Features with Denoising Autoencoders, 2008): the standard deviation of the normal noise that is added to standardized values in
    /// training; the network is to give them without it. Default 0: none.
    /// </summary>
    public double InputNoise { get; set; }

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(InputNoise), InputNoise, 0);
        faults.Require(ConditionColumnName is null, $"{nameof(ConditionColumnName)} must be null: an autoencoder has no condition. Take a Vae.");
    }
}
