using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Questions about column types, and the type that belongs to a .NET type.</summary>
internal static class ColumnTypeExtensions
{
    private static readonly Dictionary<Type, PrimitiveDataViewType> s_primitives = new PrimitiveDataViewType[]
    {
        NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16,
        NumberDataViewType.Int32, NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64,
        NumberDataViewType.Single, NumberDataViewType.Double, BooleanDataViewType.Instance, TextDataViewType.Instance,
        TimeSpanDataViewType.Instance, DateTimeDataViewType.Instance, DateTimeOffsetDataViewType.Instance,
        RowIdDataViewType.Instance,
    }.ToDictionary(t => t.RawType);

    public static DataViewType GetItemType(this DataViewType type) => type is VectorDataViewType v ? v.ItemType : type;

    /// <summary>The size of a vector, 0 where it varies; 1 for anything else.</summary>
    public static int GetValueCount(this DataViewType type) => type is VectorDataViewType v ? v.Size : 1;

    /// <summary>The size of a vector, 0 where it varies or there is no vector.</summary>
    public static int GetVectorSize(this DataViewType type) => type is VectorDataViewType v ? v.Size : 0;

    public static bool IsKnownSizeVector(this DataViewType type) => type is VectorDataViewType { IsKnownSize: true };

    /// <summary>The number of keys as an Int32; 0 for what is no key.</summary>
    public static int GetKeyCountAsInt32(this DataViewType type, IExceptionContext? ectx = null, string countOf = "count")
    {
        ulong count = type.GetKeyCount();
        ectx.Check(count <= int.MaxValue, $"The {countOf} of a key must be at most {int.MaxValue}.");
        return (int)count;
    }

    public static ulong GetKeyCount(this DataViewType type) => type is KeyDataViewType key ? key.Count : 0;

    /// <summary>Whether the items of a type are numbers, booleans or such: what can be compared and written as text.</summary>
    public static bool IsStandardScalar(this DataViewType type)
        => type is NumberDataViewType or TextDataViewType or BooleanDataViewType or RowIdDataViewType
            or TimeSpanDataViewType or DateTimeDataViewType or DateTimeOffsetDataViewType;

    public static PrimitiveDataViewType PrimitiveTypeFromType(Type type)
        => PrimitiveTypeOrNull(type) ?? throw new ArgumentOutOfRangeException(nameof(type), $"No column type for '{type}'.");

    public static PrimitiveDataViewType? PrimitiveTypeOrNull(Type type)
        => type == typeof(string) ? TextDataViewType.Instance : s_primitives.GetValueOrDefault(type);

    public static PrimitiveDataViewType PrimitiveTypeFromKind(DataKind kind) => kind switch
    {
        DataKind.SByte => NumberDataViewType.SByte,
        DataKind.Byte => NumberDataViewType.Byte,
        DataKind.Int16 => NumberDataViewType.Int16,
        DataKind.UInt16 => NumberDataViewType.UInt16,
        DataKind.Int32 => NumberDataViewType.Int32,
        DataKind.UInt32 => NumberDataViewType.UInt32,
        DataKind.Int64 => NumberDataViewType.Int64,
        DataKind.UInt64 => NumberDataViewType.UInt64,
        DataKind.Single => NumberDataViewType.Single,
        DataKind.Double => NumberDataViewType.Double,
        DataKind.String => TextDataViewType.Instance,
        DataKind.Boolean => BooleanDataViewType.Instance,
        DataKind.TimeSpan => TimeSpanDataViewType.Instance,
        DataKind.DateTime => DateTimeDataViewType.Instance,
        DataKind.DateTimeOffset => DateTimeOffsetDataViewType.Instance,
        _ => throw Contracts.ExceptParam(nameof(kind), $"Invalid data kind '{kind}'."),
    };

    public static bool TryGetDataKind(this Type type, out DataKind kind)
    {
        foreach (DataKind k in Enum.GetValues<DataKind>())
        {
            if (PrimitiveTypeFromKind(k).RawType == type || (k == DataKind.String && type == typeof(string)))
            {
                kind = k;
                return true;
            }
        }

        kind = default;
        return false;
    }
}
