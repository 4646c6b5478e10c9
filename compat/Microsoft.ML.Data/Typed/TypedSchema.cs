using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A schema definition bound to the members of a class.</summary>
internal sealed class TypedSchema
{
    private TypedSchema(Column[] columns)
    {
        Columns = columns;
        Schema = DataViewSchema.Of(
            columns.Select(c => new DataViewSchema.DetachedColumn(c.Name, c.Type, c.Annotations)));
    }

    public Column[] Columns { get; }

    public DataViewSchema Schema { get; }

    public static TypedSchema Create(Type userType, SchemaDefinition? definition, SchemaDefinition.Direction direction)
    {
        definition ??= SchemaDefinition.Create(userType, direction);
        var names = new HashSet<string>();
        return new TypedSchema([.. definition.Select(c => Bind(userType, c, names))]);
    }

    /// <summary>The definition of a class whose types and annotations come from a schema.</summary>
    public static SchemaDefinition DefinitionOf(Type userType, DataViewSchema schema)
    {
        SchemaDefinition definition = SchemaDefinition.Create(userType, SchemaDefinition.Direction.Read);
        foreach (DataViewSchema.Column column in schema.Where(c => !c.IsHidden))
        {
            SchemaDefinition.Column own = definition[column.Name]
                ?? throw Contracts.Except($"Type should contain a member named {column.Name}");
            own.ColumnType = column.Type;
            own.AddAnnotations(column.Annotations);
        }

        return definition;
    }

    private static Column Bind(Type userType, SchemaDefinition.Column column, HashSet<string> names)
    {
        Contracts.CheckUserArg(column.MemberName != null, nameof(userType), "Null field name detected in schema definition");
        MemberInfo member = (MemberInfo?)userType.GetField(column.MemberName) ?? userType.GetProperty(column.MemberName)
            ?? throw Contracts.ExceptParam(nameof(userType),
                $"No field or property with name '{column.MemberName}' found in type '{userType.FullName}'");
        if (!names.Add(column.ColumnName))
            throw Contracts.ExceptParam(nameof(userType), $"Duplicate column name '{column.ColumnName}' detected, this is disallowed");
        DataViewType type = column.ColumnType ?? MemberTypes.ColumnTypeOf(member, userType);
        Type memberType = MemberTypes.TypeOf(member);
        if (!IsCompatible(type, memberType))
        {
            throw Contracts.ExceptParam(nameof(userType), $"Column '{column.ColumnName}' is supposed to be of type '{type}', " +
                $"but type of associated field '{column.MemberName}' is '{memberType}'");
        }

        return new Column(column.ColumnName, member, memberType, type, column.Annotations);
    }

    /// <summary>Whether a member of a .NET type can carry the values of a column type.</summary>
    public static bool IsCompatible(DataViewType type, Type memberType)
    {
        if (type.RawType == memberType)
            return true;
        if (type is not VectorDataViewType vector)
            return MemberTypes.RawOf(memberType) == type.RawType;
        return MemberTypes.VectorItemOf(memberType) is { } item && MemberTypes.RawOf(item) == vector.ItemType.RawType;
    }

    /// <summary>A member and the column that it is.</summary>
    internal sealed record Column(
        string Name, MemberInfo Member, Type MemberType, DataViewType Type, DataViewSchema.Annotations Annotations);
}
