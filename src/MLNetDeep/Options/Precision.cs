namespace MLNetDeep;

/// <summary>The numbers that a network is computed with in training. Weights are kept, saved and scored in single precision in any case.</summary>
public enum Precision
{
    /// <summary>32 bits.</summary>
    Single,

    /// <summary>
    /// Products of matrices and convolutions in 16 bits with the range of 32 (Kalamkar et al., A Study of BFLOAT16, 2019), all else in
    /// 32: less memory, and faster on GPUs from Ampere on and on CPUs with AVX512-BF16 or AMX; slower on others.
    /// </summary>
    BFloat16,

    /// <summary>
    /// BFloat16 on a CPU with instructions for it (AVX512-BF16 or AMX) and for a network of a million parameters or more, whose layers are wide enough to gain
    /// by it; Single elsewhere. The log says which.
    /// </summary>
    Auto,
}
