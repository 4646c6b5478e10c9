namespace MLNetDeep;

/// <summary>How the learning rate goes on after the warmup.</summary>
public enum ScheduleKind
{
    /// <summary>Half a cosine down to 0 (Loshchilov and Hutter, SGDR, 2017).</summary>
    Cosine,

    /// <summary>
    /// From a 25th up to the highest in 30 % of the steps, then down to next to nothing, both along cosines (Smith and Topin,
    /// Super-Convergence, 2018). It is its own warmup.
    /// </summary>
    OneCycle,

    /// <summary>A tenth after half of the steps, a hundredth after three quarters (He et al., Deep Residual Learning, 2016).</summary>
    Step,

    /// <summary>Halved whenever the validation loss has not become better in three epochs.</summary>
    Plateau,

    /// <summary>It stays.</summary>
    Constant,

    /// <summary>It stays for half of the steps, then half a cosine down to 0.</summary>
    FlatCosine,

    /// <summary>
    /// Four times from 0 to the highest and back along cosines, each cycle twice as long as the one before (Holzmüller et al., Better by
    /// Default, 2024, as coslog4). It is its own warmup.
    /// </summary>
    CosineLog,
}
