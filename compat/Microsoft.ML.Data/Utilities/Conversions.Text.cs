using System.Globalization;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal static partial class Conversions
{
    /// <summary>Times become numbers by their ticks, those of an offset in UTC.</summary>
    private static void AddTimes(Dictionary<(Type, Type), Delegate> table)
    {
        AddTicks<TimeSpan>(table, t => t.Ticks, t => t.ToString("c", CultureInfo.InvariantCulture));
        AddTicks<DateTime>(table, t => t.Ticks, t => t.ToString("o", CultureInfo.InvariantCulture));
        AddTicks<DateTimeOffset>(table, t => t.UtcDateTime.Ticks, t => t.ToString("o", CultureInfo.InvariantCulture));
        Add(table, (in DateTime src, ref DateTime dst) => dst = src);
    }

    private static void AddTicks<T>(Dictionary<(Type, Type), Delegate> table, Func<T, long> ticks, Func<T, string> text)
    {
        Add(table, (in T src, ref long dst) => dst = ticks(src));
        Add(table, (in T src, ref float dst) => dst = ticks(src));
        Add(table, (in T src, ref double dst) => dst = ticks(src));
        Add(table, (in T src, ref ReadOnlyMemory<char> dst) => dst = text(src).AsMemory());
    }

    private static void AddText(Dictionary<(Type, Type), Delegate> table)
    {
        AddStrict<sbyte>(table, "sbyte");
        AddStrict<short>(table, "short");
        AddStrict<int>(table, "int");
        AddStrict<long>(table, "long");
        AddLoose<byte>(table);
        AddLoose<ushort>(table);
        AddLoose<uint>(table);
        AddLoose<ulong>(table);
        AddLoose<float>(table);
        AddLoose<double>(table);
        AddLoose<bool>(table);
        AddLoose<TimeSpan>(table);
        AddLoose<DateTime>(table);
        AddLoose<DateTimeOffset>(table);
        Add(table, (in ReadOnlyMemory<char> src, ref ReadOnlyMemory<char> dst) => dst = src);
    }

    /// <summary>What is no signed number throws: there is no missing value to give.</summary>
    private static void AddStrict<T>(Dictionary<(Type, Type), Delegate> table, string name)
    {
        TryParseMapper<T> parse = TextParsing.ParserOf<T>();
        Add(table, (in ReadOnlyMemory<char> src, ref T dst) =>
        {
            if (!parse(src.Span, out dst))
                throw Contracts.Except($"Value could not be parsed from text to {name}.");
        });
    }

    /// <summary>What cannot be read becomes missing, or the default value, in silence.</summary>
    private static void AddLoose<T>(Dictionary<(Type, Type), Delegate> table)
    {
        TryParseMapper<T> parse = TextParsing.ParserOf<T>();
        Add(table, (in ReadOnlyMemory<char> src, ref T dst) => parse(src.Span, out dst));
    }
}
