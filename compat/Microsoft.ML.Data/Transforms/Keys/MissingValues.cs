namespace Microsoft.ML.Data;

/// <summary>Which values of a column type count as missing, and what stands for a missing one.</summary>
internal static class MissingValues
{
    internal delegate bool Test<T>(in T value);

    /// <summary>Null for a type that has no missing value.</summary>
    internal static Test<T>? Of<T>(DataViewType itemType)
    {
        if (typeof(T) == typeof(float))
            return (Test<T>)(Delegate)(Test<float>)((in float value) => float.IsNaN(value));
        if (typeof(T) == typeof(double))
            return (Test<T>)(Delegate)(Test<double>)((in double value) => double.IsNaN(value));
        if (typeof(T) == typeof(ReadOnlyMemory<char>))
            return (Test<T>)(Delegate)(Test<ReadOnlyMemory<char>>)((in ReadOnlyMemory<char> value) => value.IsEmpty);
        if (itemType is KeyDataViewType)
            return (in T value) => EqualityComparer<T>.Default.Equals(value, default);
        return null;
    }

    /// <summary>NaN for reals, the default for what has no missing value.</summary>
    internal static T Value<T>()
    {
        if (typeof(T) == typeof(float))
            return (T)(object)float.NaN;
        if (typeof(T) == typeof(double))
            return (T)(object)double.NaN;
        return default!;
    }
}
