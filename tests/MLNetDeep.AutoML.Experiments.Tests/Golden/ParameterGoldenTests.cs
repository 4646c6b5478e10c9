using System.Text.Json;
using Microsoft.ML.SearchSpace;
using static MLNetDeep.AutoML.Experiments.Tests.Golden.SpaceClasses;

namespace MLNetDeep.AutoML.Experiments.Tests.Golden;

/// <summary>Parameters are what they were seen to be.</summary>
[TestClass]
public sealed class ParameterGoldenTests
{
    private static readonly GoldenFile File = new("searchspace.json");

    [TestMethod]
    public void Kinds_and_conversions() => Compare("parameter_kinds", new Dictionary<string, object>
    {
        ["FromInt(3)"] = Kind(Parameter.FromInt(3), As<int>, As<long>, As<double>, As<float>, As<string>, As<bool>),
        ["FromDouble(0.1)"] = Kind(Parameter.FromDouble(0.1), As<double>, As<float>, As<int>),
        ["FromDouble(2)"] = Kind(Parameter.FromDouble(2), As<double>, As<int>),
        ["FromFloat(0.1f)"] = Kind(Parameter.FromFloat(0.1f), As<float>, As<double>),
        ["FromBool(true)"] = Kind(Parameter.FromBool(true), As<bool>, As<int>, As<string>),
        ["FromString('x')"] = Kind(Parameter.FromString("x"), As<string>, As<int>),
        ["FromObject(SsInner)"] = Kind(Parameter.FromObject(new SsInner { Rate = 0.5f, Kind = "b" }), As<SsInner>),
    });

    [TestMethod]
    public void Parameters_in_a_parameter()
    {
        Parameter p = Nested(), back = JsonSerializer.Deserialize<Parameter>(JsonSerializer.Serialize(p))!;
        Compare("parameter_nested", new Dictionary<string, object>
        {
            ["json"] = JsonSerializer.Serialize(p),
            ["toString"] = p.ToString()!,
            ["keys"] = p.Keys,
            ["parameterType"] = p.ParameterType,
            ["n.k"] = p["n"]["k"].AsType<double>(),
            ["missing key"] = Cases.Try("Index", () => p["zz"]),
            ["containsKey"] = p.ContainsKey("b"),
            ["equalsTwin"] = p.Equals(Nested()),
            ["hashEqual"] = p.GetHashCode() == Nested().GetHashCode(),
            ["back"] = new Dictionary<string, object>
            {
                ["json"] = JsonSerializer.Serialize(back),
                ["equals"] = back.Equals(p),
                ["b"] = back["b"].AsType<int>(),
                ["n.k"] = back["n"]["k"].AsType<double>(),
            },
        });
    }

    [TestMethod]
    public void Parameters_as_objects() => Compare("parameter_as_type", new
    {
        results = File["parameter_as_type"]["expected"]!["results"]!.AsArray()
            .Select(r => (string)r!["json"]!)
            .Select(json => new { json, result = Cases.Try("AsType", () => JsonSerializer.Deserialize<Parameter>(json)!.AsType<SsNested>()) }),
    });

    private static Parameter Nested()
    {
        var p = Parameter.CreateNestedParameter();
        p["b"] = Parameter.FromInt(1);
        p["a"] = Parameter.FromString("x");
        p["n"] = Parameter.CreateNestedParameter(KeyValuePair.Create("k", Parameter.FromDouble(0.5)));
        return p;
    }

    private static Dictionary<string, object?> Kind(Parameter parameter, params Func<Parameter, (string Name, object? Value)>[] conversions)
    {
        var kind = new Dictionary<string, object?> { ["parameterType"] = parameter.ParameterType, ["toString"] = parameter.ToString(), ["json"] = JsonSerializer.Serialize(parameter) };
        foreach (var (name, value) in conversions.Select(c => c(parameter)))
            kind[name] = value;
        return kind;
    }

    private static (string Name, object? Value) As<T>(Parameter parameter)
    {
        string name = typeof(T) == typeof(int) ? "int" : typeof(T) == typeof(long) ? "long" : typeof(T) == typeof(float) ? "float"
            : typeof(T) == typeof(double) ? "double" : typeof(T) == typeof(string) ? "string" : typeof(T) == typeof(bool) ? "bool" : typeof(T).Name;
        return ($"AsType<{name}>", Cases.Try("AsType", () => parameter.AsType<T>()));
    }

    private static void Compare(string name, object actual) => Assert.IsNull(GoldenFile.Difference(File[name]["expected"], GoldenFile.Node(actual), isPart: true), name);
}
