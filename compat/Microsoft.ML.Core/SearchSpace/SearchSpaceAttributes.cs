namespace Microsoft.ML.SearchSpace;

/// <summary>The member is searched in a range.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = false)]
public sealed class RangeAttribute : Attribute
{
    public RangeAttribute(double min, double max, bool logBase = false) : this(min, max, (object?)null, logBase)
    {
    }

    public RangeAttribute(double min, double max, double init, bool logBase = false) : this(min, max, (object)init, logBase)
    {
    }

    public RangeAttribute(float min, float max, bool logBase = false) : this(min, max, (object?)null, logBase)
    {
    }

    public RangeAttribute(float min, float max, float init, bool logBase = false) : this(min, max, (object)init, logBase)
    {
    }

    public RangeAttribute(int min, int max, bool logBase = false) : this(min, max, (object?)null, logBase)
    {
    }

    public RangeAttribute(int min, int max, int init, bool logBase = false) : this(min, max, (object)init, logBase)
    {
    }

    private RangeAttribute(object min, object max, object? init, bool logBase)
    {
        Min = min;
        Max = max;
        Init = init!;
        LogBase = logBase;
    }

    public object Min { get; }

    public object Max { get; }

    public object Init { get; }

    public bool LogBase { get; }
}

/// <summary>The member is one of some values.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = false)]
public sealed class ChoiceAttribute : Attribute
{
    public ChoiceAttribute(params object[] candidates) => Candidates = candidates;

    public ChoiceAttribute(object[] candidates, object defaultValue)
    {
        Candidates = candidates;
        DefaultValue = defaultValue;
    }

    public object[] Candidates { get; }

    public object DefaultValue { get; } = null!;
}

/// <summary>The member is true or false.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = false)]
public sealed class BooleanChoiceAttribute : Attribute
{
    public BooleanChoiceAttribute()
    {
    }

    public BooleanChoiceAttribute(bool defaultValue) => DefaultValue = defaultValue;

    public bool DefaultValue { get; }
}

/// <summary>The member is searched within.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = false)]
public sealed class NestOptionAttribute : Attribute
{
}
