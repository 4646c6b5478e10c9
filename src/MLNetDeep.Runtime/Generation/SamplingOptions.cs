namespace MLNetDeep;

/// <summary>How a diffusion model is sampled from; other models make rows in one go, and of these options nothing counts for them.</summary>
public sealed class SamplingOptions
{
    /// <summary>Steps from noise to an image. Default 25.</summary>
    public int Steps { get; set; } = 25;

    /// <summary>How a step is made. Default Euler.</summary>
    public DiffusionSolver Solver { get; set; }

    /// <summary>
    /// Classifier-free guidance (Ho and Salimans, 2022): the prediction is prediction without condition + Guidance × (prediction with it - prediction without). Above 1 samples suit their condition more,
    /// and are less different from each other; each step takes twice as long then. Default 1: none.
    /// </summary>
    public double Guidance { get; set; } = 1;

    internal void Check()
    {
        if (Steps < 1) throw new ArgumentOutOfRangeException(nameof(Steps), Steps, $"{nameof(Steps)} must be at least 1, but was {Steps}.");
        if (!Enum.IsDefined(Solver)) throw new ArgumentOutOfRangeException(nameof(Solver), Solver, $"{nameof(Solver)} must be one of {string.Join(", ", Enum.GetNames<DiffusionSolver>())}, but was {Solver}.");
        if (!(Guidance >= 0 && double.IsFinite(Guidance))) throw new ArgumentOutOfRangeException(nameof(Guidance), Guidance, FormattableString.Invariant($"{nameof(Guidance)} must be at least 0 and finite, but was {Guidance}."));
    }
}

/// <summary>How a diffusion model goes from noise to images.</summary>
public enum DiffusionSolver
{
    /// <summary>Steps of the Euler method along the probability flow.</summary>
    Euler,

    /// <summary>Steps of Heun's method, each of two predictions (Karras et al., Elucidating the Design Space of Diffusion-Based Generative Models, 2022).</summary>
    Heun,

    /// <summary>The steps of DDPM, with new noise in each (Ho et al., Denoising Diffusion Probabilistic Models, 2020).</summary>
    Ddpm,

    /// <summary>The steps of DDIM, without new noise (Song et al., Denoising Diffusion Implicit Models, 2021).</summary>
    Ddim,
}
