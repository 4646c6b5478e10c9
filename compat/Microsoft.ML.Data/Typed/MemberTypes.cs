using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>From members of classes to column types.</summary>
internal static class MemberTypes
{
    public static Type TypeOf(MemberInfo member)
        => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    /// <summary>The type of the items of a vector, or null for anything else.</summary>
    public static Type? VectorItemOf(Type type)
    {
        if (type.IsArray && type.GetArrayRank() == 1)
            return type.GetElementType();
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>) ? type.GetGenericArguments()[0] : null;
    }

    public static Type RawOf(Type type) => type == typeof(string) ? typeof(ReadOnlyMemory<char>) : type;

    public static DataViewType ColumnTypeOf(MemberInfo member, Type userType)
    {
        Type memberType = TypeOf(member);
        DataViewTypeAttribute? custom = member.GetCustomAttribute<DataViewTypeAttribute>();
        custom?.Register();
        if (DataViewTypeManager.Find(memberType, custom) is { } registered)
            return registered;
        Type? vectorItem = VectorItemOf(memberType);
        PrimitiveDataViewType? itemType = ColumnTypeExtensions.PrimitiveTypeOrNull(vectorItem ?? memberType)
            ?? DataViewTypeManager.Find(vectorItem ?? memberType, custom) as PrimitiveDataViewType
            ?? throw Contracts.ExceptParam("rawType",
                $"Could not determine an IDataView type and registered custom types for member {member.Name}");
        if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
            itemType = KeyTypeOf(member, itemType, key, userType);
        if (vectorItem == null)
            return itemType;
        return member.GetCustomAttribute<VectorTypeAttribute>()?.Dims is { Length: > 0 } dims
            ? new VectorDataViewType(itemType, dims)
            : new VectorDataViewType(itemType);
    }

    /// <summary>A getter of a constant, for annotations.</summary>
    public static Delegate ConstantGetter<T>(T value, DataViewType type)
    {
        if (value is string text)
            return Constant(text.AsMemory());
        if (value is string[] texts)
            return AnnotationUtils.GetterOf(texts);
        if (VectorItemOf(typeof(T)) is { } item)
        {
            Func<object, Delegate> vector = ConstantVector<int>;
            return Utils.MarshalInvoke(vector, item, value!);
        }

        Contracts.CheckParam(type.RawType == typeof(T), nameof(type), $"The raw type of {type} is not {typeof(T)}.");
        return Constant(value);
    }

    private static ValueGetter<T> Constant<T>(T value) => (ref T destination) => destination = value;

    private static Delegate ConstantVector<TItem>(object value)
    {
        VBuffer<TItem> buffer = value is TItem[] array ? new VBuffer<TItem>(array.Length, array) : (VBuffer<TItem>)value;
        return (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> destination) => buffer.CopyTo(ref destination));
    }

    private static KeyDataViewType KeyTypeOf(MemberInfo member, PrimitiveDataViewType item, KeyTypeAttribute key, Type userType)
    {
        _ = userType;
        Contracts.CheckParam(KeyDataViewType.IsValidDataType(item.RawType), nameof(userType),
            $"Member {member.Name} marked with KeyType attribute, but does not appear to be a valid kind of data for a key type");
        if (key.KeyCount?.Count is not { } count)
            throw Contracts.ExceptNotSupp("Using KeyType without the Count parameter is not supported");
        return new KeyDataViewType(item.RawType, count);
    }
}
