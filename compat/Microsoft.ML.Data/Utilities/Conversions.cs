using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Makes of one value another.</summary>
internal delegate void ValueMapper<TSrc, TDst>(in TSrc src, ref TDst dst);

/// <summary>The conversions between primitive types: which there are, and how they go.</summary>
internal static partial class Conversions
{
    private static readonly Dictionary<(Type Src, Type Dst), Delegate> s_standard = Build();

    /// <summary>Whether there is a conversion between values of two raw types.</summary>
    public static bool HasStandardConversion(Type src, Type dst) => s_standard.ContainsKey((src, dst));

    /// <summary>
    /// The conversion of a type to another: numbers and text as they are, keys to keys (what is out of range becomes
    /// missing) and to the unsigned numbers that carry them, text to keys.
    /// </summary>
    public static bool TryGetStandardConversion(
        DataViewType src, DataViewType dst, [NotNullWhen(true)] out Delegate? conversion, out bool identity)
    {
        identity = false;
        conversion = null;
        if (src.Equals(dst) || (src is not KeyDataViewType && dst is not KeyDataViewType && src.RawType == dst.RawType))
        {
            identity = true;
            Func<Delegate> same = Identity<int>;
            conversion = Utils.MarshalInvoke(same, src.RawType);
        }
        else if (dst is KeyDataViewType dstKey)
            conversion = ToKey(src, dstKey);
        else if (src is not KeyDataViewType || (KeyDataViewType.IsValidDataType(dst.RawType) && dst is NumberDataViewType))
            conversion = s_standard.GetValueOrDefault((src.RawType, dst.RawType));
        return conversion != null;
    }

    public static ValueMapper<TSrc, TDst> GetStandardConversion<TSrc, TDst>(DataViewType src, DataViewType dst)
        => TryGetStandardConversion(src, dst, out Delegate? conversion, out _)
            ? (ValueMapper<TSrc, TDst>)conversion
            : throw Contracts.Except($"No standard conversion from '{src}' to '{dst}'");

    /// <summary>How a value of a type is told to be missing; null for types that have no missing value.</summary>
    public static Func<T, bool>? IsMissing<T>(DataViewType type)
    {
        if (type is KeyDataViewType)
            return value => EqualityComparer<T>.Default.Equals(value, default);
        if (typeof(T) == typeof(float))
            return (Func<T, bool>)(object)(Func<float, bool>)float.IsNaN;
        return typeof(T) == typeof(double) ? (Func<T, bool>)(object)(Func<double, bool>)double.IsNaN : null;
    }

    private static ValueMapper<T, T> Identity<T>() => (in T src, ref T dst) => dst = src;

    private static Delegate? ToKey(DataViewType src, KeyDataViewType dst)
    {
        if (src is TextDataViewType)
        {
            Func<ulong, Delegate> fromText = TextToKey<uint>;
            return Utils.MarshalInvoke(fromText, dst.RawType, dst.Count);
        }

        if (!KeyDataViewType.IsValidDataType(src.RawType) || src is not (KeyDataViewType or NumberDataViewType))
            return null;
        Func<ulong, Delegate> fromKey = KeyToKey<uint, uint>;
        return Utils.MarshalInvoke<Delegate>(fromKey, src.RawType, dst.RawType, dst.Count);
    }

    private static Delegate TextToKey<TDst>(ulong count) where TDst : INumberBase<TDst>
        => (ValueMapper<ReadOnlyMemory<char>, TDst>)((in ReadOnlyMemory<char> src, ref TDst dst)
            => dst = TDst.CreateTruncating(TextParsing.ParseKey(src.Span, count)));

    private static Delegate KeyToKey<TSrc, TDst>(ulong count) where TSrc : INumberBase<TSrc> where TDst : INumberBase<TDst>
        => (ValueMapper<TSrc, TDst>)((in TSrc src, ref TDst dst) =>
        {
            ulong key = ulong.CreateTruncating(src);
            dst = key <= count ? TDst.CreateTruncating(key) : TDst.Zero;
        });

    private static Dictionary<(Type, Type), Delegate> Build()
    {
        var table = new Dictionary<(Type, Type), Delegate>();
        AddInteger<sbyte>(table);
        AddInteger<short>(table);
        AddInteger<int>(table);
        AddInteger<long>(table);
        AddInteger<byte>(table);
        AddInteger<ushort>(table);
        AddInteger<uint>(table);
        AddInteger<ulong>(table);
        AddReal<float>(table, "G7");
        AddReal<double>(table, "G17");
        AddBoolean(table);
        AddTimes(table);
        AddText(table);
        return table;
    }

    private static void Add<TSrc, TDst>(Dictionary<(Type, Type), Delegate> table, ValueMapper<TSrc, TDst> mapper)
        => table[(typeof(TSrc), typeof(TDst))] = mapper;

    private static void AddNumber<TSrc, TDst>(Dictionary<(Type, Type), Delegate> table)
        where TSrc : INumberBase<TSrc>
        where TDst : INumberBase<TDst>
        => Add(table, (in TSrc src, ref TDst dst) => dst = TDst.CreateTruncating(src));

    private static void AddInteger<T>(Dictionary<(Type, Type), Delegate> table) where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (T.MinValue < T.Zero)
        {
            AddNumber<T, sbyte>(table);
            AddNumber<T, short>(table);
            AddNumber<T, int>(table);
            AddNumber<T, long>(table);
        }
        else
        {
            AddNumber<T, byte>(table);
            AddNumber<T, ushort>(table);
            AddNumber<T, uint>(table);
            AddNumber<T, ulong>(table);
        }

        AddReal<T>(table, "G");
    }

    private static void AddReal<T>(Dictionary<(Type, Type), Delegate> table, string format) where T : INumberBase<T>
    {
        AddNumber<T, float>(table);
        AddNumber<T, double>(table);
        Add(table, (in T src, ref bool dst) => dst = src != T.Zero);
        Add(table, (in T src, ref ReadOnlyMemory<char> dst)
            => dst = src.ToString(format, CultureInfo.InvariantCulture).AsMemory());
    }

    private static void AddBoolean(Dictionary<(Type, Type), Delegate> table)
    {
        AddFlag<sbyte>(table);
        AddFlag<short>(table);
        AddFlag<int>(table);
        AddFlag<long>(table);
        AddFlag<float>(table);
        AddFlag<double>(table);
        Add(table, (in bool src, ref bool dst) => dst = src);
        Add(table, (in bool src, ref ReadOnlyMemory<char> dst) => dst = (src ? bool.TrueString : bool.FalseString).AsMemory());
    }

    private static void AddFlag<T>(Dictionary<(Type, Type), Delegate> table) where T : INumberBase<T>
        => Add(table, (in bool src, ref T dst) => dst = src ? T.One : T.Zero);
}
