namespace Microsoft.ML.Trainers;

/// <summary>What a wrong output costs.</summary>
public interface ILossFunction<in TOutput, in TLabel>
{
    double Loss(TOutput output, TLabel label);
}

public interface IScalarLoss : ILossFunction<float, float>
{
    /// <summary>By the output.</summary>
    float Derivative(float output, float label);
}

public interface IRegressionLoss : IScalarLoss
{
}

public interface IClassificationLoss : IScalarLoss
{
}

/// <summary>A loss whose dual problem can be solved one row at a time.</summary>
public interface ISupportSdcaLoss : IScalarLoss
{
    /// <summary>What of a row's update does not change from pass to pass.</summary>
    float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared);

    /// <summary>By how much the dual variable of a row changes.</summary>
    float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads);

    double DualLoss(float label, float dual);
}

public interface ISupportSdcaClassificationLoss : ISupportSdcaLoss, IClassificationLoss
{
}

public interface ISupportSdcaRegressionLoss : ISupportSdcaLoss, IRegressionLoss
{
}
