#nullable disable
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using static MLNetDeep.AutoML.Experiments.Tests.Golden.Cases;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments.Tests.Golden;

/// <summary>The code of recorded cases. A name is that of its case.</summary>
internal static class PipelineCases
{
    public static object estimator_build()
    {
        MLContext gotContext = null; Parameter gotParameter = null; IEstimator<ITransformer> made = null;
        var e = new SweepableEstimator((ml, p) => { gotContext = ml; gotParameter = p; return made = Plain(ml); }, OneDouble());
        var context = new MLContext(1); var parameter = P(0.25);
        var built = e.BuildFromOption(context, parameter);
        return new { sameContext = ReferenceEquals(context, gotContext), sameParameter = ReferenceEquals(parameter, gotParameter), sameEstimator = ReferenceEquals(built, made), parameterAfter = Text(e.Parameter) };
    }

    public static object pipeline_append()
    {
        var ml = new MLContext(1);
        IEstimator<ITransformer> plain = Plain(ml);
        SweepableEstimator a = Stage("a"), b = Stage("b"), c = Stage("c");
        return new Dictionary<string, object>
        {
            ["plain.Append(a)"] = Shape(plain.Append(a)),
            ["plain.Append(a, b)"] = Shape(plain.Append(a, b)),
            ["plain.Append(a.Append(b))"] = Shape(plain.Append(a.Append(b))),
            ["a.Append(plain)"] = Shape(a.Append(plain)),
            ["a.Append(b)"] = Shape(a.Append(b)),
            ["a.Append(b, c)"] = Shape(a.Append(b, c)),
            ["a.Append(b.Append(c))"] = Shape(a.Append(b.Append(c))),
            ["a.Append(b).Append(plain)"] = Shape(a.Append(b).Append(plain)),
            ["a.Append(b).Append(c)"] = Shape(a.Append(b).Append(c)),
            ["a.Append(b).Append(a, b, c)"] = Shape(a.Append(b).Append(a, b, c)),
            ["a.Append(a)"] = Shape(a.Append(a)),
        };
    }

    public static object pipeline_terms()
    {
        SweepableEstimator a = Stage("a"), b = Stage("b"), c = Stage("c"), d = Stage("d"), e = Stage("e"), f = Stage("f");
        var two = a.Append(b, c); var ab = a.Append(b);
        return new Dictionary<string, object>
        {
            ["two = a.Append(b, c)"] = Shape(two),
            ["two.Append(d, e)"] = Shape(two.Append(d, e)),
            ["two.Append(d, e, f)"] = Shape(two.Append(d, e, f)),
            ["two.Append(d, e).Append(f)"] = Shape(two.Append(d, e).Append(f)),
            ["ab = a.Append(b)"] = Shape(ab),
            ["ab.Append(c.Append(d), e)"] = Shape(ab.Append(c.Append(d), e)),
            ["ab.Append(e, c.Append(d))"] = Shape(ab.Append(e, c.Append(d))),
            ["ab.Append(c.Append(d), e.Append(f)).Append(a)"] = Shape(ab.Append(c.Append(d), e.Append(f)).Append(a)),
            ["ab.Append(c.Append(d, e), f)"] = Shape(ab.Append(c.Append(d, e), f)),
            ["ab.Append(two)"] = Shape(ab.Append(two)),
            ["two.Append(two)"] = Shape(two.Append(two)),
            ["two after all this"] = Shape(two),
        };
    }

    public static object pipeline_space()
    {
        var p = Stage("k0").Append(Stage("k1"));
        for (int i = 2; i < 12; i++) p = p.Append(Stage("k" + i));
        p = p.Append(Stage("last1"), Stage("last2"));
        var s = p.SearchSpace;
        var feature = Enumerable.Range(0, s.FeatureSpaceDim).Select(i => i / 20.0).ToArray();
        return new
        {
            keys = s.Keys,
            dim = s.FeatureSpaceDim,
            sameObject = ReferenceEquals(p.SearchSpace, p.SearchSpace),
            step = s.Step,
            @default = s.Default,
            feature,
            sample = Text(s.SampleFromFeatureSpace(feature)),
            defaultSample = Text(s.SampleFromFeatureSpace(s.Default)),
            schemaType = s["_SCHEMA_"].GetType().FullName,
        };
    }

    public static object pipeline_build()
    {
        var log = new List<string>();
        SweepableEstimator S(string n) => new SweepableEstimator((ml, p) => { log.Add(n + " " + Text(p)); return Plain(ml); }, new Space { [n] = new UniformIntOption(0, 9, false, 1) });
        var pipe = S("a").Append(S("b"), S("c")).Append(S("d"));
        var parameter = pipe.SearchSpace.SampleFromFeatureSpace(pipe.SearchSpace.Default);
        parameter["_SCHEMA_"] = Parameter.FromString("e0 * e2 * e3");
        parameter["e2"]["c"] = Parameter.FromInt(7);
        var built = pipe.BuildFromOption(new MLContext(1), parameter);
        var first = log.ToArray(); log.Clear();
        parameter["_SCHEMA_"] = Parameter.FromString("e3 * e3"); // need not be one of the terms
        pipe.BuildFromOption(new MLContext(1), parameter);
        var second = log.ToArray(); log.Clear();
        parameter["_SCHEMA_"] = Parameter.FromString("e0 + e1"); // alternatives left in: both are built
        pipe.BuildFromOption(new MLContext(1), parameter);
        return new { parameter = Text(parameter), built = built.GetType().ToString(), first, second, third = log };
    }

    public static object pipeline_fit()
    {
        var log = new List<string>(); var ml = new MLContext(1); var data = Rows(ml, 10);
        var pipe = ml.Transforms.CopyColumns("Z", "X").Append(SpyStage(log));
        var parameter = pipe.SearchSpace.SampleFromFeatureSpace(pipe.SearchSpace.Default);
        var model = pipe.BuildFromOption(ml, parameter).Fit(data);
        return new { log, model = model.GetType().ToString(), columns = model.Transform(data).Schema.Select(c => c.Name), rmse = ml.Regression.Evaluate(model.Transform(data)).RootMeanSquaredError };
    }

    [Part]
    public static object estimator_constructor()
    {
        var calls = 0;
        var space = new Space { ["b"] = new ChoiceOption("u", "v"), ["a"] = new UniformIntOption(1, 9, false, 3) };
        var e = new SweepableEstimator((ml, p) => { calls++; return Plain(ml); }, space);
        return new { calls, sameSpace = ReferenceEquals(space, e.SearchSpace), parameter = Text(e.Parameter), toString = e.ToString() };
    }

    [Part]
    public static object estimator_nulls()
    {
        return new
        {
            nullParameter = Try("Build", () => new SweepableEstimator((ml, p) => { Check(p == null); return Plain(ml); }, OneDouble()).BuildFromOption(new MLContext(1), null).GetType().Name),
            factoryThrows = Try("Build", () => new SweepableEstimator((ml, p) => throw new InvalidOperationException("boom"), OneDouble()).BuildFromOption(new MLContext(1), P(0))),
            emptySpace = Text(new SweepableEstimator((ml, p) => Plain(ml), new Space()).Parameter),
        };
    }

    [Part]
    public static object pipeline_space_changed()
    {
        var a = Stage("a"); var p = a.Append(Stage("b"));
        a.SearchSpace = new Space { ["z"] = new UniformIntOption(0, 3, false, 2) };
        return new
        {
            sample = Text(p.SearchSpace.SampleFromFeatureSpace(p.SearchSpace.Default)),
            stageParameter = Text(a.Parameter),
        };
    }

    [Part]
    public static object pipeline_build_missing()
    {
        var pipe = Stage("a").Append(Stage("b"));
        object Build(string json) => Try("Build", () => pipe.BuildFromOption(new MLContext(1), JsonSerializer.Deserialize<Parameter>(json)).GetType().Name);
        return new Dictionary<string, object>
        {
            ["no _SCHEMA_"] = Build("{\"e0\":{},\"e1\":{}}"),
            ["unknown stage"] = Build("{\"_SCHEMA_\":\"e0 * e9\",\"e0\":{},\"e9\":{}}"),
            ["no parameter of a stage"] = Build("{\"_SCHEMA_\":\"e0 * e1\",\"e0\":{}}"),
            ["Nil is left out"] = Build("{\"_SCHEMA_\":\"e0 * Nil\",\"e0\":{}}"),
            ["empty schema"] = Build("{\"_SCHEMA_\":\"\",\"e0\":{}}"),
        };
    }
}
