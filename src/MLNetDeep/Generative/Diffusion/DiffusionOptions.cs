using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of the diffusion model.</summary>
public sealed class DiffusionOptions : GenerativeTrainerOptions
{
    /// <summary>Options with their defaults: of those that all trainers have, EmaDecay is 0.999 and Patience 0 (no early stopping).</summary>
    public DiffusionOptions() => (EmaDecay, Patience) = (0.999, 0);

    /// <summary>The maximum number of epochs: passes over the training set. Default 200.</summary>
    [Range(50, 1000, 200, true)]
    public override int MaxEpochs { get; set; } = 200;

    /// <summary>What the network predicts, and along which path noise is added. Default Flow.</summary>
    public DiffusionPrediction Prediction { get; set; }

    /// <summary>Channels at the full size of the image; twice as many at half of it, up to 4 times. Default 64.</summary>
    public int Width { get; set; } = 64;

    /// <summary>Residual blocks at each size of the image, on the way down and on the way up. Default 1.</summary>
    public int BlocksPerSize { get; set; } = 1;

    /// <summary>Sizes of the image, each half of the one before. 0 halves it until its smaller side has at most 4 pixels, 4 sizes at most (the default).</summary>
    public int Sizes { get; set; }

    /// <summary>Self-attention between the pixels of maps whose larger side has at most this many; the smallest has it always. Default 8.</summary>
    public int AttentionSide { get; set; } = 8;

    /// <summary>The dropout rate in residual blocks. Default 0.1.</summary>
    public double Dropout { get; set; } = 0.1;

    /// <summary>
    /// The share of rows that are trained on without their condition (Ho and Salimans, Classifier-Free Diffusion Guidance, 2022), so that sampling can be guided. Default 0.1.
    /// </summary>
    public double ConditionDropout { get; set; } = 0.1;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Defined(nameof(Prediction), Prediction);
        faults.AtLeast(nameof(Width), Width, 4);
        faults.Require(Width % 4 == 0, $"{nameof(Width)} must be divisible by 4, but was {Width}.");
        faults.AtLeast(nameof(BlocksPerSize), BlocksPerSize, 1);
        faults.AtLeast(nameof(Sizes), Sizes, 0);
        faults.AtLeast(nameof(AttentionSide), AttentionSide, 0);
        faults.Share(nameof(Dropout), Dropout);
        faults.Share(nameof(ConditionDropout), ConditionDropout);
    }
}

/// <summary>What a diffusion network predicts of an image with noise, x = α image + σ noise.</summary>
public enum DiffusionPrediction
{
    /// <summary>Flow matching along straight paths, α = 1 - σ: noise - image (Lipman et al., Flow Matching, 2023; Liu et al., Rectified Flow, 2023).</summary>
    Flow,

    /// <summary>The noise, where α = cos(π t / 2) and σ = sin(π t / 2) (Ho et al., Denoising Diffusion Probabilistic Models, 2020).</summary>
    Noise,

    /// <summary>α noise - σ image on the same path (Salimans and Ho, Progressive Distillation, 2022).</summary>
    Velocity,
}
