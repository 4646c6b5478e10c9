namespace Microsoft.ML.SearchSpace.Option;

/// <summary>A part of a search space, as points of the unit cube: how they become values, and the other way round.</summary>
public abstract class OptionBase
{
    public abstract int FeatureSpaceDim { get; }

    public abstract int?[] Step { get; }

    public virtual double[] Default { get; protected set; }

    public abstract Parameter SampleFromFeatureSpace(double[] values);

    public abstract double[] MappingToFeatureSpace(Parameter value);
}
