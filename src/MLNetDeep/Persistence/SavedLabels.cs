using System.Text.Json;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Tasks;

namespace MLNetDeep.Persistence;

/// <summary>The classes as a model file holds them.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Type">The type of their labels; null when keys stand for nothing but themselves.</param>
/// <param name="Values">The labels.</param>
internal sealed record SavedLabels(int Count, string? Type, JsonElement? Values)
{
    private static readonly Dictionary<string, (PrimitiveDataViewType Item, Type Element)> Types = new PrimitiveDataViewType[]
    {
        TextDataViewType.Instance, BooleanDataViewType.Instance, NumberDataViewType.Single, NumberDataViewType.Double,
        NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.Int32, NumberDataViewType.Int64,
        NumberDataViewType.UInt32, NumberDataViewType.SByte, NumberDataViewType.UInt16, NumberDataViewType.UInt64,
    }.ToDictionary(NameOf, item => (item, item is TextDataViewType ? typeof(string) : item.RawType));

    public static SavedLabels Of(LabelValues labels)
    {
        if (labels.ItemType is not { } item)
            return new SavedLabels(labels.Count, null, null);
        object values = item is TextDataViewType ? labels.Names : labels.Values;
        return new SavedLabels(labels.Count, NameOf(item), JsonSerializer.SerializeToElement(values, SavedJson.Settings));
    }

    public LabelValues ToLabels()
    {
        if (Type is null || Values is not { } json)
            return LabelValues.Unknown(Count);
        if (!Types.TryGetValue(Type, out var known))
            throw new InvalidDataException($"labels of type '{Type}' are not known");
        var values = (Array)json.Deserialize(known.Element.MakeArrayType(), SavedJson.Settings)!;
        if (values is string[] texts)
            values = texts.Select(text => text.AsMemory()).ToArray();
        return LabelValues.Of(known.Item, values);
    }

    private static string NameOf(PrimitiveDataViewType item) => item.ToString() ?? item.RawType.Name;
}
