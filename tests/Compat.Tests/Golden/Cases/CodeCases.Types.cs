using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>keys.json and transforms.json: types, their strings and their conversions.</summary>
internal static partial class CodeCases
{
    private static readonly PrimitiveDataViewType Single = NumberDataViewType.Single;

    private static IEnumerable<KeyValuePair<string, Func<GoldenCase, JsonNode>>> TypeCases =>
    [
        Case("keys/key_types", KeyTypes),
        Case("keys/type_strings", _ => TypeStrings()),
        Case("transforms/convert_matrix", ConvertMatrix),
        Case("transforms/convert_text_values_int32", ConvertTexts),
        Case("transforms/convert_text_values_sbyte", ConvertTexts),
        Case("transforms/convert_text_values_int64", ConvertTexts),
    ];

    private static JsonObject KeyTypes(GoldenCase c) => new()
    {
        ["types"] = new JsonArray([.. c.Expected["types"]!.AsArray().Select(t => new JsonObject
        {
            ["rawType"] = (string)t!["rawType"]!,
            ["count"] = (ulong)t["count"]!,
            ["result"] = KeyType(Type.GetType("System." + t["rawType"])!, (ulong)t["count"]!),
        })]),
    };

    private static JsonNode? KeyType(Type raw, ulong count) => Failure.Try("Construct", () =>
    {
        var type = new KeyDataViewType(raw, count);
        return new JsonObject
        {
            ["string"] = type.ToString(),
            ["count"] = type.Count,
            ["equalToItself"] = type.Equals(new KeyDataViewType(raw, count)),
            ["equalToOtherCount"] = type.Equals(new KeyDataViewType(raw, count == 1 ? 2 : count - 1)),
        };
    });

    private static JsonObject TypeStrings()
    {
        VectorDataViewType[] vectors =
        [
            new(Single), new(Single, 0), new(Single, 3), new(Single, 2, 3), new(Single, 0, 3), new(new KeyDataViewType(typeof(uint), 5), 2),
        ];
        DataViewType[] types =
        [
            Single, NumberDataViewType.Double, BooleanDataViewType.Instance, TextDataViewType.Instance, DateTimeDataViewType.Instance,
            DateTimeOffsetDataViewType.Instance, TimeSpanDataViewType.Instance, RowIdDataViewType.Instance, .. vectors,
        ];
        return new()
        {
            ["strings"] = ValueJson.Of(types.Select(t => t.ToString())),
            ["rawTypes"] = ValueJson.Of(types.Select(t => TypeNames.Short(t.RawType))),
            ["sizes"] = new JsonArray([.. vectors.Select(Size)]),
            ["equal"] = new JsonObject
            {
                ["Vector<Single, 6> and Vector<Single, 2, 3>"] = new VectorDataViewType(Single, 6).Equals(new VectorDataViewType(Single, 2, 3)),
                ["Vector<Single, 3> twice"] = new VectorDataViewType(Single, 3).Equals(new VectorDataViewType(Single, 3)),
                ["Vector<Single> and Vector<Single, 0>"] = new VectorDataViewType(Single).Equals(new VectorDataViewType(Single, 0)),
            },
            ["negative"] = Result(() => new VectorDataViewType(Single, -1), "Construct"),
        };
    }

    private static JsonObject Size(VectorDataViewType type) => new()
    {
        ["type"] = type.ToString(),
        ["size"] = type.Size,
        ["isKnownSize"] = type.IsKnownSize,
        ["dimensions"] = ValueJson.Of(type.Dimensions),
    };

    private static JsonObject ConvertMatrix(GoldenCase c)
    {
        var result = new JsonObject();
        foreach (var (source, kinds) in c.Expected)
        {
            result[source] = new JsonObject(kinds!.AsObject().Select(k => KeyValuePair.Create(k.Key, Converted(source, k.Key))));
        }

        return result;
    }

    // The type that comes out, or null where the conversion is refused.
    private static JsonNode? Converted(string source, string kind)
    {
        try
        {
            var ml = new MLContext(1);
            var column = new JsonObject { ["name"] = "A", ["type"] = source };
            var view = new JsonView(new JsonObject { ["columns"] = new JsonArray(column), ["rows"] = new JsonArray() });
            var estimator = Estimator(
                ml, "Transforms.Conversion.ConvertType", ("outputColumnName", "C"), ("inputColumnName", "A"), ("outputKind", kind));
            return estimator.Fit(view).Transform(view).Schema["C"].Type.ToString();
        }
        catch (Exception e) when (e is not MissingOperationException)
        {
            return null;
        }
    }

    private static JsonObject ConvertTexts(GoldenCase c) => new()
    {
        ["values"] = new JsonArray([.. c.Input!["texts"]!.AsArray().Select(t => new JsonObject
        {
            ["text"] = (string)t!,
            ["result"] = Failure.Try("Read", () => ConvertText(c, (string)t!)),
        })]),
    };

    private static JsonNode? ConvertText(GoldenCase c, string text)
    {
        var ml = new MLContext(1);
        var view = new JsonView(new JsonObject
        {
            ["columns"] = new JsonArray(new JsonObject { ["name"] = "A", ["type"] = "String" }),
            ["rows"] = new JsonArray(new JsonArray(text)),
        });
        var converted = Steps.Chain(ml, c.Settings["steps"]!.AsArray()).Fit(view).Transform(view);
        return Recorder.Values(converted, "C")[0]?.DeepClone();
    }
}
