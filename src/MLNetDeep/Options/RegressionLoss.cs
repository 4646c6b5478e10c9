namespace MLNetDeep;

/// <summary>The loss function of a regression, on targets in units of their standard deviation.</summary>
public enum RegressionLoss
{
    /// <summary>Mean squared error: predicts means.</summary>
    Squared,

    /// <summary>Mean absolute error: predicts medians; less sensitive to outliers.</summary>
    Absolute,

    /// <summary>Huber loss: quadratic up to <see cref="TrainerOptions.HuberDelta"/>, linear beyond: predicts means and is less sensitive to outliers.</summary>
    Huber,
}
