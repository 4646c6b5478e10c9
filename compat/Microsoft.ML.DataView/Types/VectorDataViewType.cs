using System.Collections.Immutable;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>The type of vectors, of a known size or of any. A dimension of 0 is unknown.</summary>
public sealed class VectorDataViewType : StructuredDataViewType
{
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0) : base(RawTypeOf(itemType))
    {
        ArgumentNullException.ThrowIfNull(itemType);
        if (size < 0)
            throw new ArgumentOutOfRangeException(nameof(size));
        ItemType = itemType;
        Size = size;
        Dimensions = [size];
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, params int[] dimensions)
        : this(itemType, ImmutableArray.Create(dimensions))
    {
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, ImmutableArray<int> dimensions) : base(RawTypeOf(itemType))
    {
        if (dimensions.IsDefaultOrEmpty || dimensions.Any(d => d < 0))
            throw new ArgumentOutOfRangeException(nameof(dimensions));
        ItemType = itemType;
        Dimensions = dimensions;
        Size = ProductOf(dimensions);
    }

    public ImmutableArray<int> Dimensions { get; }

    public bool IsKnownSize => Size > 0;

    public PrimitiveDataViewType ItemType { get; }

    /// <summary>The number of items, or 0 where it may differ from row to row.</summary>
    public int Size { get; }

    public override bool Equals(DataViewType? other)
        => ReferenceEquals(this, other)
            || (other is VectorDataViewType vector && vector.ItemType.Equals(ItemType) && vector.Size == Size
                && vector.Dimensions.SequenceEqual(Dimensions));

    public override bool Equals(object? other) => Equals(other as DataViewType);

    public override int GetHashCode() => HashCode.Combine(ItemType, Size, Dimensions.Length);

    public override string ToString()
    {
        var text = new StringBuilder("Vector<").Append(ItemType);
        if (Dimensions.Length > 1 || Size > 0)
        {
            foreach (int d in Dimensions)
                text.Append(", ").Append(d > 0 ? d.ToString(System.Globalization.CultureInfo.InvariantCulture) : "*");
        }

        return text.Append('>').ToString();
    }

    private static Type RawTypeOf(PrimitiveDataViewType itemType)
        => typeof(VBuffer<>).MakeGenericType((itemType ?? throw new ArgumentNullException(nameof(itemType))).RawType);

    private static int ProductOf(ImmutableArray<int> dimensions)
    {
        int product = 1;
        foreach (int d in dimensions)
            product = checked(product * d);
        return product;
    }
}
