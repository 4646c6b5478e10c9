namespace Microsoft.ML.SearchSpace.Option;

/// <summary>Numbers of a range. Neither ends nor defaults are checked.</summary>
public abstract class UniformNumericOption : OptionBase
{
    public UniformNumericOption(double min, double max, bool logBase = false)
    {
        (Min, Max, LogBase) = (min, max, logBase);
        Default = [0];
    }

    public double Min { get; }

    public double Max { get; }

    public bool LogBase { get; }

    public override int FeatureSpaceDim => 1;

    public override int?[] Step => [null];

    public override Parameter SampleFromFeatureSpace(double[] values) => Parameter.FromDouble(LogBase ? Min * Math.Pow(Max / Min, values[0]) : Min + (values[0] * (Max - Min)));

    public override double[] MappingToFeatureSpace(Parameter param) => Map(param.AsType<double>());

    private protected double[] Map(double value) => [LogBase ? Math.Log(value / Min) / Math.Log(Max / Min) : (value - Min) / (Max - Min)];
}

public sealed class UniformDoubleOption : UniformNumericOption
{
    public UniformDoubleOption(double min, double max, bool logBase = false, double? defaultValue = null)
        : base(min, max, logBase)
    {
        if (defaultValue is { } value)
            Default = Map(value);
    }
}

public sealed class UniformSingleOption : UniformNumericOption
{
    public UniformSingleOption(float min, float max, bool logBase = false, float? defaultValue = null)
        : base(min, max, logBase)
    {
        if (defaultValue is { } value)
            Default = Map(value);
    }

    public override Parameter SampleFromFeatureSpace(double[] values) => Parameter.FromFloat((float)base.SampleFromFeatureSpace(values).AsType<double>());

    public override double[] MappingToFeatureSpace(Parameter param) => Map(param.AsType<float>());
}

public sealed class UniformIntOption : UniformNumericOption
{
    public UniformIntOption(int min, int max, bool logBase = false, int? defaultValue = null)
        : base(min, max, logBase)
    {
        if (defaultValue is { } value)
            Default = Map(value);
    }

    public override Parameter SampleFromFeatureSpace(double[] values) => Parameter.FromInt(Convert.ToInt32(Math.Floor(base.SampleFromFeatureSpace(values).AsType<double>())));

    public override double[] MappingToFeatureSpace(Parameter param) => Map(param.AsType<int>());
}
