using System.Globalization;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Writes the values of a column into the slots of a line.</summary>
internal static class TextColumnWriter
{
    private const string Empty = "\"\"";

    public static Action<TextLine> Create(DataViewRow row, DataViewSchema.Column column, char separator)
    {
        Func<DataViewRow, DataViewSchema.Column, char, Action<TextLine>> create
            = column.Type is VectorDataViewType ? Vector<int> : Scalar<int>;
        return Utils.MarshalInvoke(create, column.Type.GetItemType().RawType, row, column, separator);
    }

    /// <summary>The text in quotes where it would not be read back without.</summary>
    public static string Quote(ReadOnlySpan<char> text, char separator)
    {
        if (text.IsEmpty)
            return Empty;
        if (!char.IsWhiteSpace(text[0]) && text.IndexOfAny([separator, '"', '\n', '\r']) < 0)
            return text.ToString();
        var quoted = new StringBuilder("\"").Append(text).Replace("\"", "\"\"", 1, text.Length);
        return quoted.Append('"').ToString();
    }

    private static Action<TextLine> Scalar<T>(DataViewRow row, DataViewSchema.Column column, char separator)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        (Func<T, string?> format, string defaultText) = FormatOf<T>(column.Type, separator);
        T value = default!;
        return line =>
        {
            getter(ref value);
            line.Add(format(value), defaultText);
        };
    }

    private static Action<TextLine> Vector<T>(DataViewRow row, DataViewSchema.Column column, char separator)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        (Func<T, string?> format, string defaultText) = FormatOf<T>(column.Type.GetItemType(), separator);
        VBuffer<T> value = default;
        return line =>
        {
            getter(ref value);
            foreach (T item in value.DenseValues())
                line.Add(format(item), defaultText);
        };
    }

    /// <summary>The text of a value, null for the default value, and the text of that.</summary>
    private static (Func<T, string?> Format, string DefaultText) FormatOf<T>(DataViewType type, char separator)
    {
        if (type is KeyDataViewType)
            return (v => KeyText(Convert.ToUInt64(v, CultureInfo.InvariantCulture)), "");
        object format = default(T) switch
        {
            float => (Func<float, string>)(v => float.IsNaN(v) ? "?" : v.ToString("R", CultureInfo.InvariantCulture)),
            double => (Func<double, string>)(v => double.IsNaN(v) ? "?" : v.ToString("G17", CultureInfo.InvariantCulture)),
            bool => (Func<bool, string>)(v => v ? "1" : "0"),
            ReadOnlyMemory<char> => (Func<ReadOnlyMemory<char>, string>)(v => Quote(v.Span, separator)),
            TimeSpan => (Func<TimeSpan, string>)(v => $"\"{v:c}\""),
            DateTime => (Func<DateTime, string>)(v => $"\"{v:o}\""),
            DateTimeOffset => (Func<DateTimeOffset, string>)(v => $"\"{v:o}\""),
            IFormattable => (Func<T, string>)(v => ((IFormattable)v!).ToString(null, CultureInfo.InvariantCulture)),
            _ => throw Contracts.Except($"A column of type {type} cannot be saved as text."),
        };
        var typed = (Func<T, string>)format;
        return (v => IsDefault(v) ? null : typed(v), typed(default!));
    }

    private static string? KeyText(ulong key) => key == 0 ? null : (key - 1).ToString(CultureInfo.InvariantCulture);

    private static bool IsDefault<T>(T value)
        => value is ReadOnlyMemory<char> text ? text.IsEmpty : EqualityComparer<T>.Default.Equals(value, default);
}
