namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>Base of the ways to boost.</summary>
public abstract class BoosterParameterBase
{
    public BoosterParameterBase(OptionsBase options)
    {
    }

    /// <summary>Base of their options.</summary>
    public abstract class OptionsBase
    {
        protected OptionsBase()
        {
        }

        /// <summary>The gain that a split has to bring.</summary>
        public double MinimumSplitGain;

        /// <summary>The deepest tree; 0 for any.</summary>
        public int MaximumTreeDepth;

        /// <summary>Every so many iterations rows are drawn; 0 for never.</summary>
        public int SubsampleFrequency;

        /// <summary>The share of the rows to draw.</summary>
        public double SubsampleFraction = 1;

        /// <summary>The share of the features to draw for each tree.</summary>
        public double FeatureFraction = 1;

        /// <summary>Draws leaves towards 0.</summary>
        public double L2Regularization = 0.01;
    }
}

/// <summary>Plain gradient boosting.</summary>
public sealed class GradientBooster : BoosterParameterBase
{
    internal GradientBooster(Options options) : base(options)
    {
    }

    /// <summary>Options of plain boosting.</summary>
    public sealed class Options : OptionsBase
    {
    }
}
