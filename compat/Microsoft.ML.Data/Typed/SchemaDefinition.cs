using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How the members of a class are columns.</summary>
public sealed class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    /// <summary>What a class is to be used for.</summary>
    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = Read | Write,
    }

    /// <summary>The column with a name.</summary>
    public Column this[string columnName]
    {
        get => this.FirstOrDefault(c => c.ColumnName == columnName)!;
        set
        {
            Contracts.CheckValue(value, nameof(value));
            int index = FindIndex(c => c.ColumnName == columnName);
            if (index >= 0)
                this[index] = value;
            else
                Add(value);
        }
    }

    /// <summary>The columns that the public members of a class are: fields first, then properties.</summary>
    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        Contracts.CheckValue(userType, nameof(userType));
        var definition = new SchemaDefinition();
        var names = new HashSet<string>();
        foreach (MemberInfo member in MembersOf(userType, direction))
        {
            if (member.GetCustomAttribute<NoColumnAttribute>() != null)
                continue;
            string name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            if (!names.Add(name))
                throw Contracts.ExceptParam(nameof(userType), $"Duplicate column name '{name}' detected, this is disallowed");
            definition.Add(new Column(member.Name, MemberTypes.ColumnTypeOf(member, userType), name));
        }

        return definition;
    }

    internal static IEnumerable<MemberInfo> MembersOf(Type userType, Direction direction)
        => userType.GetFields(BindingFlags.Public | BindingFlags.Instance).Cast<MemberInfo>()
            .Concat(userType.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => IsUsable(p, direction)));

    private static bool IsUsable(PropertyInfo property, Direction direction)
        => property.GetIndexParameters().Length == 0
            && ((direction.HasFlag(Direction.Read) && property.GetMethod is { IsPublic: true })
                || (direction.HasFlag(Direction.Write) && property.SetMethod is { IsPublic: true }));

    /// <summary>A member as a column.</summary>
    public sealed class Column
    {
        private readonly List<AnnotationInfo> _annotations = [];

        internal Column(string memberName, DataViewType columnType, string? columnName = null)
        {
            Contracts.CheckNonEmpty(memberName, nameof(memberName));
            MemberName = memberName;
            ColumnName = columnName ?? memberName;
            ColumnType = columnType;
        }

        public string MemberName { get; }

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations
        {
            get
            {
                var builder = new DataViewSchema.Annotations.Builder();
                foreach (AnnotationInfo annotation in _annotations)
                    builder.Add(annotation.Kind, annotation.Type, annotation.Getter);
                return builder.ToAnnotations();
            }
        }

        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            if (_annotations.Any(a => a.Kind == kind))
                throw Contracts.Except("Column already contains an annotation of this kind.");
            _annotations.Add(new AnnotationInfo(kind, annotationType, MemberTypes.ConstantGetter(value, annotationType)));
        }

        internal void AddAnnotations(DataViewSchema.Annotations annotations)
        {
            foreach (DataViewSchema.Column column in annotations.Schema)
                _annotations.Add(new AnnotationInfo(column.Name, column.Type, annotations.GetterAt(column.Index)));
        }

        private readonly record struct AnnotationInfo(string Kind, DataViewType Type, Delegate Getter);
    }
}
