using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Reads the value of one column out of the fields of a line.</summary>
internal abstract class TextColumnReader
{
    public static TextColumnReader Create(TextColumn column, TextLoader.Options options)
    {
        Func<TextColumn, TextLoader.Options, TextColumnReader> create = Create<int>;
        return Utils.MarshalInvoke(create, column.ItemType.RawType, column, options);
    }

    private static TextColumnReader Create<T>(TextColumn column, TextLoader.Options options)
        => column.IsVector ? new VectorReader<T>(column, options) : new ScalarReader<T>(column, options);

    /// <summary>Reads the fields of a line; <paramref name="line"/> is for messages.</summary>
    public abstract void Read(TextRow row, int line);

    /// <summary>A getter of the value read last.</summary>
    public abstract Delegate Getter { get; }

    /// <summary>The value of a field, and of none.</summary>
    private sealed class ItemParser<T>(TextColumn column, TextLoader.Options options)
    {
        private readonly TryParseMapper<T> _parse = ParserOf(column.ItemType, options);
        private readonly bool _isReal = typeof(T) == typeof(float) || typeof(T) == typeof(double);

        /// <summary>What an empty or absent field gives.</summary>
        public T Missing { get; } = MissingOf(options);

        public T Parse(ReadOnlyMemory<char> field, int line)
        {
            if (field.IsEmpty)
                return Missing;
            if (typeof(T) == typeof(ReadOnlyMemory<char>))
                return (T)(object)field;
            if (_parse(field.Span, out T value) || _isReal)
                return value;
            string message = $"Could not parse value {field} in line {line}, column {column.Name}";
            throw new FormatException($"Parsing failed with an exception: {message}", new InvalidOperationException(message));
        }

        private static T MissingOf(TextLoader.Options options)
            => options.MissingRealsAsNaNs && typeof(T) == typeof(float) ? (T)(object)float.NaN
            : options.MissingRealsAsNaNs && typeof(T) == typeof(double) ? (T)(object)double.NaN
            : default!;

        private static TryParseMapper<T> ParserOf(PrimitiveDataViewType type, TextLoader.Options options)
        {
            if (type is KeyDataViewType key)
            {
                Func<KeyDataViewType, Delegate> make = KeyParser<uint>;
                return (TryParseMapper<T>)Utils.MarshalInvoke(make, typeof(T), key);
            }
            TryParseMapper<T> parse = TextParsing.ParserOf<T>();
            bool isReal = typeof(T) == typeof(float) || typeof(T) == typeof(double);
            return options.DecimalMarker == ',' && isReal ? WithComma(parse) : parse;
        }

        private static TryParseMapper<T> WithComma(TryParseMapper<T> parse) => (ReadOnlySpan<char> text, out T value) =>
        {
            // A point is no decimal marker then: it must not be read as one.
            string swapped = text.Contains('.') ? "?" : text.ToString().Replace(',', '.');
            return parse(swapped, out value);
        };
    }

    private static Delegate KeyParser<T>(KeyDataViewType type) where T : INumberBase<T>
        => (TryParseMapper<T>)((ReadOnlySpan<char> text, out T value) =>
        {
            value = T.CreateTruncating(TextParsing.ParseKey(text, type.Count));
            return true;
        });

    private sealed class ScalarReader<T>(TextColumn column, TextLoader.Options options) : TextColumnReader
    {
        private readonly ItemParser<T> _parser = new(column, options);
        private readonly int _field = column.Segments[0].Min;
        private T _value = default!;

        public override Delegate Getter => (ValueGetter<T>)((ref T value) => value = _value);

        public override void Read(TextRow row, int line) => _value = _parser.Parse(row[_field], line);
    }

    private sealed class VectorReader<T>(TextColumn column, TextLoader.Options options) : TextColumnReader
    {
        private readonly ItemParser<T> _parser = new(column, options);
        private readonly int[] _fields = column.IsVariable ? [] : column.Fields.ToArray();
        private T[] _values = new T[column.Size];
        private int _length = column.Size;

        public override Delegate Getter => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, _length);
            _values.AsSpan(0, _length).CopyTo(editor.Values);
            value = editor.Commit();
        });

        public override void Read(TextRow row, int line)
        {
            if (column.IsVariable)
                ReadVariable(row, line);
            else
            {
                for (int i = 0; i < _fields.Length; i++)
                    _values[i] = _parser.Parse(row[_fields[i]], line);
            }
        }

        private void ReadVariable(TextRow row, int line)
        {
            _length = 0;
            foreach ((int min, int max) in column.Segments)
            {
                int end = max < 0 ? row.Count - 1 : max;
                for (int i = min; i <= end; i++)
                {
                    if (_length == _values.Length)
                        Array.Resize(ref _values, Math.Max(4, _length * 2));
                    _values[_length++] = _parser.Parse(row[i], line);
                }
            }
        }
    }
}
