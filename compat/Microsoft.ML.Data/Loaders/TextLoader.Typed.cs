using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>The columns that the members of a class are loaded from.</summary>
    internal static Column[] ColumnsOf(Type userType)
        => [.. SchemaDefinition.MembersOf(userType, SchemaDefinition.Direction.Both)
            .Where(m => m.GetCustomAttribute<NoColumnAttribute>() == null)
            .Select(ColumnOf)];

    private static Column ColumnOf(MemberInfo member)
    {
        LoadColumnAttribute mapping = member.GetCustomAttribute<LoadColumnAttribute>()
            ?? throw Contracts.Except($"Field '{member.Name}' is missing the {nameof(LoadColumnAttribute)} attribute");
        Type memberType = MemberTypes.TypeOf(member);
        if (!(MemberTypes.VectorItemOf(memberType) ?? memberType).TryGetDataKind(out DataKind kind))
            throw Contracts.Except($"Field {member.Name} is of unsupported type.");
        return new Column
        {
            Name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name,
            DataKind = kind,
            Source = [.. mapping.Sources],
            KeyCount = member.GetCustomAttribute<KeyTypeAttribute>()?.KeyCount!,
        };
    }
}
