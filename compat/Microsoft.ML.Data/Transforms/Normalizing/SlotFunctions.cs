using System.Collections.Immutable;
using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>What a fitted normalizer does to the value of each slot of a column.</summary>
internal abstract class SlotFunctions<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal abstract int Count { get; }

    /// <summary>True when a zero stays a zero in every slot, so that sparse vectors stay sparse.</summary>
    internal abstract bool KeepsZero { get; }

    internal abstract T Apply(T value, int slot);

    internal virtual void Apply(ReadOnlySpan<T> from, Span<T> to)
    {
        for (int i = 0; i < from.Length; i++)
            to[i] = Apply(from[i], i);
    }

    internal abstract NormalizingTransformer.NormalizerModelParametersBase ScalarParameters();

    internal abstract NormalizingTransformer.NormalizerModelParametersBase VectorParameters();

    internal abstract void Save(BinaryWriter writer);

    internal static SlotFunctions<T> Load(BinaryReader reader) => reader.ReadByte() switch
    {
        AffineFunctions<T>.Code => AffineFunctions<T>.LoadBody(reader),
        CdfFunctions<T>.Code => CdfFunctions<T>.LoadBody(reader),
        BinFunctions<T>.Code => BinFunctions<T>.LoadBody(reader),
        var code => throw new FormatException($"Unknown kind of normalizer: {code}"),
    };

    private protected static void Write(BinaryWriter writer, T[] values)
    {
        writer.Write(values.Length);
        foreach (T value in values)
            writer.Write(double.CreateChecked(value));
    }

    private protected static T[] ReadArray(BinaryReader reader)
    {
        T[] values = new T[reader.ReadInt32()];
        for (int i = 0; i < values.Length; i++)
            values[i] = T.CreateSaturating(reader.ReadDouble());
        return values;
    }
}

/// <summary>(value - offset) * scale.</summary>
internal sealed class AffineFunctions<T>(T[] scale, T[] offset) : SlotFunctions<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal const byte Code = 1;
    private readonly bool _keepsZero = Array.TrueForAll(offset, o => o == T.Zero);

    internal override int Count => scale.Length;

    internal override bool KeepsZero => _keepsZero;

    internal override T Apply(T value, int slot) => (value - offset[slot]) * scale[slot];

    internal override void Apply(ReadOnlySpan<T> from, Span<T> to)
    {
        ReadOnlySpan<T> scales = scale.AsSpan(0, from.Length);
        ReadOnlySpan<T> offsets = offset.AsSpan(0, from.Length);
        for (int i = 0; i < from.Length && i < to.Length; i++)
            to[i] = (from[i] - offsets[i]) * scales[i];
    }

    internal override NormalizingTransformer.NormalizerModelParametersBase ScalarParameters() =>
        new NormalizingTransformer.AffineNormalizerModelParameters<T>(scale[0], offset[0]);

    internal override NormalizingTransformer.NormalizerModelParametersBase VectorParameters() =>
        new NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<T>>(
            [.. scale], _keepsZero ? [] : [.. offset]);

    internal override void Save(BinaryWriter writer)
    {
        writer.Write(Code);
        Write(writer, scale);
        Write(writer, offset);
    }

    internal static AffineFunctions<T> LoadBody(BinaryReader reader) => new(ReadArray(reader), ReadArray(reader));
}

/// <summary>The cumulative normal distribution of the value, or of its logarithm.</summary>
internal sealed class CdfFunctions<T>(T[] mean, T[] deviation, bool useLog) : SlotFunctions<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal const byte Code = 2;

    internal override int Count => mean.Length;

    internal override bool KeepsZero => false;

    internal override T Apply(T value, int slot)
    {
        if (useLog)
            value = value > T.Zero ? T.Log(value) : T.NaN;
        if (!T.IsFinite(value) || deviation[slot] == T.Zero)
            return T.Zero;
        return T.CreateChecked(Cdf(double.CreateChecked((value - mean[slot]) / deviation[slot])));
    }

    // Winitzki's closed form, which the original uses too.
    private static double Cdf(double z)
    {
        const double A = 0.147;
        double half = z * z / 2;
        double root = Math.Sqrt(1 - Math.Exp(-half * (4 / Math.PI + A * half) / (1 + A * half)));
        return 0.5 * (1 + Math.CopySign(root, z));
    }

    internal override NormalizingTransformer.NormalizerModelParametersBase ScalarParameters() =>
        new NormalizingTransformer.CdfNormalizerModelParameters<T>(mean[0], deviation[0], useLog);

    internal override NormalizingTransformer.NormalizerModelParametersBase VectorParameters() =>
        new NormalizingTransformer.CdfNormalizerModelParameters<ImmutableArray<T>>([.. mean], [.. deviation], useLog);

    internal override void Save(BinaryWriter writer)
    {
        writer.Write(Code);
        Write(writer, mean);
        Write(writer, deviation);
        writer.Write(useLog);
    }

    internal static CdfFunctions<T> LoadBody(BinaryReader reader) =>
        new(ReadArray(reader), ReadArray(reader), reader.ReadBoolean());
}

/// <summary>The index of the bin that holds the value, scaled to 0 .. 1.</summary>
internal sealed class BinFunctions<T>(T[][] bounds, T[] offset) : SlotFunctions<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal const byte Code = 3;

    internal override int Count => bounds.Length;

    internal override bool KeepsZero => false;

    internal override T Apply(T value, int slot) =>
        T.IsNaN(value) ? value : Place(bounds[slot], value) - offset[slot];

    internal static T Place(T[] bounds, T value)
    {
        int at = Array.BinarySearch(bounds, value);
        return T.CreateChecked(Math.Min(at < 0 ? ~at : at, bounds.Length - 1)) / Density(bounds);
    }

    private static T Density(T[] bounds) => T.CreateChecked(Math.Max(1, bounds.Length - 1));

    internal override NormalizingTransformer.NormalizerModelParametersBase ScalarParameters() =>
        new NormalizingTransformer.BinNormalizerModelParameters<T>([.. bounds[0]], Density(bounds[0]), offset[0]);

    internal override NormalizingTransformer.NormalizerModelParametersBase VectorParameters() =>
        new NormalizingTransformer.BinNormalizerModelParameters<ImmutableArray<T>>(
            [.. bounds.Select(b => b.ToImmutableArray())], [.. bounds.Select(Density)], [.. offset]);

    internal override void Save(BinaryWriter writer)
    {
        writer.Write(Code);
        writer.Write(bounds.Length);
        foreach (T[] slot in bounds)
            Write(writer, slot);
        Write(writer, offset);
    }

    internal static BinFunctions<T> LoadBody(BinaryReader reader)
    {
        T[][] bounds = new T[reader.ReadInt32()][];
        for (int i = 0; i < bounds.Length; i++)
            bounds[i] = ReadArray(reader);
        return new BinFunctions<T>(bounds, ReadArray(reader));
    }
}
