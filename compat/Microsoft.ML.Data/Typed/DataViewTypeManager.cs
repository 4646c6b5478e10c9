using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Which column type belongs to a .NET type, or to one with an attribute.</summary>
public static class DataViewTypeManager
{
    private static readonly object s_lock = new();
    private static readonly List<(DataViewType Type, Type RawType, DataViewTypeAttribute? Attribute)> s_types = [];

    /// <summary>Registers a type of one's own; doing it again is no fault.</summary>
    public static void Register(DataViewType dataViewType, Type type, DataViewTypeAttribute? typeAttribute = null)
    {
        Contracts.CheckValue(dataViewType, nameof(dataViewType));
        Contracts.CheckValue(type, nameof(type));
        Contracts.CheckParam(type == dataViewType.RawType, nameof(type), $"The raw type of {dataViewType} is not {type}.");
        lock (s_lock)
        {
            foreach ((DataViewType knownType, Type rawType, DataViewTypeAttribute? attribute) in s_types)
            {
                bool sameKey = rawType == type && Equals(attribute, typeAttribute);
                if (sameKey && knownType.Equals(dataViewType))
                    return;
                Contracts.CheckParam(!sameKey, nameof(type), $"{type} is already associated with {knownType}.");
            }

            s_types.Add((dataViewType, type, typeAttribute));
        }
    }

    [Obsolete("This API is deprecated, please use the new form of Register which takes in a single DataViewTypeAttribute instead.", false)]
    public static void Register(DataViewType dataViewType, Type type, IEnumerable<Attribute> typeAttributes)
        => Register(dataViewType, type, typeAttributes?.OfType<DataViewTypeAttribute>().SingleOrDefault());

    /// <summary>The type for a .NET type with an attribute, or null.</summary>
    internal static DataViewType? Find(Type rawType, DataViewTypeAttribute? attribute)
    {
        lock (s_lock)
            return s_types.FirstOrDefault(t => t.RawType == rawType && Equals(t.Attribute, attribute)).Type;
    }
}
