namespace MLNetDeep;

/// <summary>Learning-rate schedules after the warmup.</summary>
public enum ScheduleKind
{
    /// <summary>Cosine annealing to 0 (Loshchilov and Hutter, SGDR, 2017).</summary>
    Cosine,

    /// <summary>
    /// The one-cycle policy (Smith and Topin, Super-Convergence, 2018): from 1/25 of the peak to the peak in 30 % of the steps, then down to almost 0, both
    /// along cosines. It includes its own warmup.
    /// </summary>
    OneCycle,

    /// <summary>Divided by 10 after half of the steps, and again after three quarters (He et al., Deep Residual Learning, 2016).</summary>
    Step,

    /// <summary>Reduce on plateau: halved when the validation loss has not improved for three epochs.</summary>
    Plateau,

    /// <summary>Constant.</summary>
    Constant,

    /// <summary>Constant for half of the steps, then cosine annealing to 0.</summary>
    FlatCosine,

    /// <summary>
    /// Four cosine cycles from 0 to the peak and back, each twice as long as the one before (Holzmüller et al., Better by Default, 2024, as coslog4). It
    /// includes its own warmup.
    /// </summary>
    CosineLog,
}
