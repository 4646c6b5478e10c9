using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetDeep.Runtime;

/// <summary>The predicted label as ONNX gives it.</summary>
/// <typeparam name="T">The type of labels.</typeparam>
public sealed class LabelVector<T>
{
    /// <summary>A vector of one.</summary>
    [ColumnName(SavedColumns.LabelVector)]
    [VectorType]
    public T[] Values { get; set; } = [];
}

/// <summary>The predicted label.</summary>
/// <typeparam name="T">The type of labels.</typeparam>
public sealed class LabelValue<T>
{
    /// <summary>The label.</summary>
    [ColumnName(SavedColumns.Label)]
    public T Value { get; set; } = default!;
}

/// <summary>Takes the label out of its vector. A contract for each type of labels: loading finds it by its name.</summary>
/// <typeparam name="T">The type of labels.</typeparam>
public abstract class LabelMapping<T> : CustomMappingFactory<LabelVector<T>, LabelValue<T>>
{
    /// <inheritdoc/>
    public override Action<LabelVector<T>, LabelValue<T>> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(LabelVector<T> source, LabelValue<T> target) => target.Value = source.Values[0];
}

/// <summary>Labels that are texts.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class TextLabelMapping : LabelMapping<string>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Label.Text";
}

/// <summary>Labels that are 32-bit reals.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class SingleLabelMapping : LabelMapping<float>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Label.Single";
}

/// <summary>Labels that are 64-bit reals.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class DoubleLabelMapping : LabelMapping<double>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Label.Double";
}

/// <summary>Labels that are bytes.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class ByteLabelMapping : LabelMapping<byte>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Label.Byte";
}

/// <summary>Labels that are 16-bit integers.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class Int16LabelMapping : LabelMapping<short>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Label.Int16";
}

/// <summary>Labels that are 32-bit integers.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class Int32LabelMapping : LabelMapping<int>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Label.Int32";
}

/// <summary>Labels that are 64-bit integers.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class Int64LabelMapping : LabelMapping<long>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Label.Int64";
}

/// <summary>Labels that are unsigned 32-bit integers.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class UInt32LabelMapping : LabelMapping<uint>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Label.UInt32";
}

/// <summary>Labels that are signed bytes.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class SByteLabelMapping : LabelMapping<sbyte>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Label.SByte";
}

/// <summary>Labels that are unsigned 16-bit integers.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class UInt16LabelMapping : LabelMapping<ushort>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Label.UInt16";
}

/// <summary>Labels that are unsigned 64-bit integers.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class UInt64LabelMapping : LabelMapping<ulong>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Label.UInt64";
}

/// <summary>Labels that are true or false.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class BooleanLabelMapping : LabelMapping<bool>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Label.Boolean";
}
