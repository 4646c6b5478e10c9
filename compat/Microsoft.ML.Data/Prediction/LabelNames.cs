using System.Globalization;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Data;

/// <summary>What the classes of a label column are called: its key values, of whatever type they are.</summary>
internal abstract class LabelNames
{
    public abstract bool IsText { get; }

    /// <summary>The key values of a label column, or null where it has none.</summary>
    public static LabelNames? Of(DataViewSchema.Column label, int classCount)
    {
        if (label.Annotations.Schema.GetColumnOrNull(Kinds.KeyValues)?.Type is not VectorDataViewType type
            || type.Size != classCount)
            return null;
        Func<DataViewSchema.Column, PrimitiveDataViewType, LabelNames> read = Read<int>;
        return Utils.MarshalInvoke(read, type.ItemType.RawType, label, type.ItemType);
    }

    public static LabelNames? Load(ModelLoadContext ctx)
    {
        int count = ctx.Reader.ReadInt32();
        if (count < 0)
            return null;
        var kind = (DataKind)ctx.Reader.ReadByte();
        var texts = new string[count];
        for (int i = 0; i < count; i++)
            texts[i] = ctx.Reader.ReadString();
        PrimitiveDataViewType type = ColumnTypeExtensions.PrimitiveTypeFromKind(kind);
        Func<PrimitiveDataViewType, string[], LabelNames> parse = Parse<int>;
        return Utils.MarshalInvoke(parse, type.RawType, type, texts);
    }

    public static void Save(ModelSaveContext ctx, LabelNames? names)
    {
        if (names == null)
            ctx.Writer.Write(-1);
        else
            names.SaveCore(ctx);
    }

    public abstract void AddTo(DataViewSchema.Annotations.Builder builder, string kind);

    protected abstract void SaveCore(ModelSaveContext ctx);

    private static LabelNames Read<T>(DataViewSchema.Column label, PrimitiveDataViewType type)
    {
        VBuffer<T> values = default;
        label.Annotations.GetValue(Kinds.KeyValues, ref values);
        return new Typed<T>(type, [.. values.DenseValues()]);
    }

    private static LabelNames Parse<T>(PrimitiveDataViewType type, string[] texts)
        => new Typed<T>(type, Array.ConvertAll(texts, t => (T)FromText(typeof(T), t)));

    private static object FromText(Type type, string text)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (type == typeof(ReadOnlyMemory<char>))
            return text.AsMemory();
        if (type == typeof(TimeSpan))
            return TimeSpan.Parse(text, invariant);
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.Parse(text, invariant, DateTimeStyles.RoundtripKind);
        return type == typeof(DateTime)
            ? DateTime.Parse(text, invariant, DateTimeStyles.RoundtripKind)
            : Convert.ChangeType(text, type, invariant);
    }

    private static string ToText(object value) => value switch
    {
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("o", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private sealed class Typed<T>(PrimitiveDataViewType type, T[] values) : LabelNames
    {
        public override bool IsText => type is TextDataViewType;

        public override void AddTo(DataViewSchema.Annotations.Builder builder, string kind)
        {
            var buffer = new VBuffer<T>(values.Length, values);
            ValueGetter<VBuffer<T>> getter = (ref VBuffer<T> destination) => buffer.CopyTo(ref destination);
            builder.Add(kind, new VectorDataViewType(type, values.Length), getter);
        }

        protected override void SaveCore(ModelSaveContext ctx)
        {
            Contracts.Check(type.RawType.TryGetDataKind(out DataKind kind), $"Label values of type '{type}' cannot be saved.");
            ctx.Writer.Write(values.Length);
            ctx.Writer.Write((byte)kind);
            foreach (T value in values)
                ctx.Writer.Write(ToText(value!));
        }
    }
}
