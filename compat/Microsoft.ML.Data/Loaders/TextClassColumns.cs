using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The columns of a text file that a class describes by attributes of its members.</summary>
internal static class TextClassColumns
{
    /// <summary>Fields first, then properties, as in data views of objects.</summary>
    public static TextLoader.Column[] Of(Type type)
    {
        const BindingFlags members = BindingFlags.Public | BindingFlags.Instance;
        IEnumerable<MemberInfo> properties = type.GetProperties(members)
            .Where(p => p.CanRead && p.CanWrite && p.GetIndexParameters().Length == 0);
        TextLoader.Column[] columns = type.GetFields(members).Concat(properties)
            .Where(m => m.GetCustomAttribute<NoColumnAttribute>() == null)
            .Select(ColumnOf).ToArray();
        Contracts.Check(columns.Length > 0, $"Should define at least one public, readable field or property in {type.Name}.");
        return columns;
    }

    private static TextLoader.Column ColumnOf(MemberInfo member)
    {
        LoadColumnAttribute source = member.GetCustomAttribute<LoadColumnAttribute>() ?? throw Contracts.Except(
            $"{(member is FieldInfo ? "Field" : "Property")} '{member.Name}' is missing the {nameof(LoadColumnAttribute)} attribute");
        Type memberType = MemberTypes.TypeOf(member);
        Type raw = MemberTypes.RawOf(MemberTypes.VectorItemOf(memberType) ?? memberType);
        if (!raw.TryGetDataKind(out DataKind kind))
            throw Contracts.Except($"Field {member.Name} is of unsupported type.");
        return new TextLoader.Column
        {
            Name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name,
            Source = [.. source.Sources],
            DataKind = kind,
            KeyCount = member.GetCustomAttribute<KeyTypeAttribute>() is { } key ? key.KeyCount ?? new KeyCount() : null,
        };
    }
}
