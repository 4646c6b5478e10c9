namespace MLNetDeep;

/// <summary>The floating-point precision of training. Weights are stored, saved and scored in single precision in any case.</summary>
public enum Precision
{
    /// <summary>32 bits.</summary>
    Single,

    /// <summary>
    /// Mixed precision: matrix products and convolutions in bfloat16 (Kalamkar et al., A Study of BFLOAT16, 2019), everything else in 32 bits. Less memory, and
    /// faster on GPUs from Ampere on and on CPUs with AVX512-BF16 or AMX; slower on others.
    /// </summary>
    BFloat16,

    /// <summary>
    /// BFloat16 on a CPU with instructions for it (AVX512-BF16 or AMX) and for a network whose linear layers and convolutions have a million
    /// parameters or more, wide enough to gain from it; Single otherwise. Single too for what was not measured in bfloat16: modules of your own, fine-tuned ONNX models and encoders, language models,
    /// generative models, contrastive learning and forecasters. The log says which.
    /// </summary>
    Auto,
}
