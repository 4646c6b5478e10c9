namespace Microsoft.ML.Data;

/// <summary>Base of attributes that tie a .NET type to a <see cref="DataViewType"/> of one's own.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false)]
public abstract class DataViewTypeAttribute : Attribute, IEquatable<DataViewTypeAttribute>
{
    protected DataViewTypeAttribute()
    {
    }

    /// <summary>Registers the type of this attribute.</summary>
    public abstract void Register();

    public abstract bool Equals(DataViewTypeAttribute? other);
}
