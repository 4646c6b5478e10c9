namespace Microsoft.ML.Data;

/// <summary>The type of a column: what its values are, beyond the .NET type that carries them.</summary>
public abstract class DataViewType : IEquatable<DataViewType>
{
    private protected DataViewType(Type rawType) => RawType = rawType ?? throw new ArgumentNullException(nameof(rawType));

    /// <summary>The .NET type of the values that getters of such a column hand out.</summary>
    public Type RawType { get; }

    public abstract bool Equals(DataViewType? other);
}

/// <summary>A type with parts, such as a vector.</summary>
public abstract class StructuredDataViewType : DataViewType
{
    protected StructuredDataViewType(Type rawType) : base(rawType)
    {
    }
}

/// <summary>A type without parts, whose values need no disposal.</summary>
public abstract class PrimitiveDataViewType : DataViewType
{
    protected PrimitiveDataViewType(Type rawType) : base(rawType)
    {
        if (typeof(IDisposable).IsAssignableFrom(rawType))
            throw new ArgumentException("A primitive type cannot be disposable.", nameof(rawType));
    }
}
