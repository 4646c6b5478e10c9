using System.Text.Json.Nodes;

namespace MLNetDeep.AutoML;

/// <summary>
/// Search spaces as JSON: an object with an entry for each hyperparameter. <c>{"range": [1e-4, 0.1], "log": true, "default": 0.001}</c> is a number, whole where both ends and the
/// default are written without a point and <c>"integer"</c> does not say otherwise; <c>{"choices": ["relu", "gelu"]}</c> is a choice; <c>"when": {"Parent": ["value"]}</c> is a condition.
/// </summary>
internal static class SpaceText
{
    private static readonly HashSet<string> _known = ["range", "log", "integer", "choices", "default", "when"];

    /// <summary>Writes a space.</summary>
    public static JsonObject Write(SearchSpace space)
    {
        var json = new JsonObject();
        foreach (Hyperparameter hyperparameter in space)
            json[hyperparameter.Name] = Write(hyperparameter);
        return json;
    }

    /// <summary>Reads a space.</summary>
    /// <param name="json">The object.</param>
    /// <param name="basis">A space whose hyperparameters are narrowed or extended: those that the object does not name stay as they are. Null for none.</param>
    /// <exception cref="FormatException">Lists every fault.</exception>
    public static SearchSpace Read(JsonObject json, SearchSpace? basis = null)
    {
        List<string> faults = [];
        List<Hyperparameter> all = [.. basis ?? Enumerable.Empty<Hyperparameter>()];
        foreach (var (name, node) in json)
        {
            try
            {
                int index = all.FindIndex(h => h.Name == name);
                Hyperparameter read = Read(name, node as JsonObject ?? throw new FormatException("an object is expected"), index < 0 ? null : all[index]);
                if (index < 0)
                    all.Add(read);
                else
                    all[index] = read;
            }
            catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or OverflowException)
            {
                faults.Add($"{name}: {e.Message}");
            }
        }
        return faults.Count == 0 ? new SearchSpace(all) : throw new FormatException(string.Join("; ", faults));
    }

    private static JsonObject Write(Hyperparameter hyperparameter)
    {
        var json = new JsonObject();
        switch (hyperparameter)
        {
            case RealHyperparameter real:
                (json["range"], json["log"], json["integer"]) = (new JsonArray(real.Minimum, real.Maximum), real.Log, false);
                break;
            case IntegerHyperparameter whole:
                (json["range"], json["log"], json["integer"]) = (new JsonArray(whole.Minimum, whole.Maximum), whole.Log, true);
                break;
            case ChoiceHyperparameter choice:
                json["choices"] = new JsonArray([.. choice.Choices.Select(Node)]);
                break;
        }
        json["default"] = Node(hyperparameter.Default);
        if (hyperparameter.Condition is { } condition)
            json["when"] = new JsonObject { [condition.Parent] = new JsonArray([.. condition.Values.Select(Node)]) };
        return json;
    }

    private static Hyperparameter Read(string name, JsonObject json, Hyperparameter? before)
    {
        if (json.Select(p => p.Key).FirstOrDefault(key => !_known.Contains(key)) is { } unknown)
            throw new FormatException($"'{unknown}' is unknown; known are {string.Join(", ", _known)}");
        if (json["range"] is null == json["choices"] is null)
            throw new FormatException("either 'range' or 'choices' is expected");
        Hyperparameter read = json["choices"] is JsonArray choices
            ? new ChoiceHyperparameter(name, [.. choices.Select(Value)])
            : Number(name, json, before);
        if (json["default"] is { } stated)
            read = WithDefault(read, Value(stated));
        else if (before is not null && read.Allows(before.Default))
            read = WithDefault(read, before.Default);
        return read with { Condition = json["when"] is JsonObject when ? Condition(when) : before?.Condition };
    }

    private static Hyperparameter Number(string name, JsonObject json, Hyperparameter? before)
    {
        if (json["range"] is not JsonArray { Count: 2 } range)
            throw new FormatException("'range' is a list of two numbers");
        object[] ends = [Value(range[0]), Value(range[1])];
        if (ends.FirstOrDefault(e => e is not (int or double)) is { } wrong)
            throw new FormatException($"'range' is a list of two numbers, but has '{wrong}'");
        bool isLog = json["log"]?.GetValue<bool>() ?? before is RealHyperparameter { Log: true } or IntegerHyperparameter { Log: true };
        bool isWhole = json["integer"]?.GetValue<bool>() ?? (before is null ? Array.TrueForAll(ends, e => e is int) : before is IntegerHyperparameter);
        return isWhole
            ? new IntegerHyperparameter(name, Convert.ToInt32(ends[0]), Convert.ToInt32(ends[1]), isLog)
            : new RealHyperparameter(name, Convert.ToDouble(ends[0]), Convert.ToDouble(ends[1]), isLog);
    }

    private static Hyperparameter WithDefault(Hyperparameter hyperparameter, object value) => hyperparameter switch
    {
        RealHyperparameter real => real with { Default = value is int whole ? (double)whole : value },
        IntegerHyperparameter integer => integer with { Default = value },
        ChoiceHyperparameter choice => choice with { Default = value },
        _ => hyperparameter,
    };

    private static Condition Condition(JsonObject when) => when.Count == 1 && when.First() is { Value: JsonArray values }
        ? new Condition(when.First().Key, [.. values.Select(Value)])
        : throw new FormatException("'when' is an object with one entry: the name of a choice, and a list of its values");

    private static JsonNode Node(object value) => JsonNode.Parse(new Configuration([KeyValuePair.Create("v", value)]).ToJson())!["v"]!.DeepClone();

    private static object Value(JsonNode? node) => Configuration.FromJson(new JsonObject { ["v"] = node?.DeepClone() }.ToJsonString())["v"];
}
