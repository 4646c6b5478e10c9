namespace MLNetDeep;

/// <summary>The options of the variational autoencoder.</summary>
public sealed class VaeOptions : LatentTrainerOptions
{
    /// <summary>Options with their defaults: of those that all trainers have, MaxEpochs is 100.</summary>
    public VaeOptions() => MaxEpochs = 100;

    /// <summary>
    /// β (Higgins et al., beta-VAE, 2017): how much the Kullback-Leibler divergence of the latent vector from a standard normal distribution counts in training. Above 1 its numbers are less dependent on each
    /// other, and reconstructions worse. Default 1: the evidence lower bound.
    /// </summary>
    public double Beta { get; set; } = 1;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Beta), Beta, 0);
    }
}
