using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.ML;

namespace Compat.Tests.Golden;

/// <summary>Cases of PredictionEngine, on a fitted model and on a loaded one.</summary>
internal static class Engines
{
    /// <summary>The engine of a fitted model predicts for a default object.</summary>
    public static JsonNode Fitted(GoldenCase c) => Generic(nameof(FittedOf), c);

    /// <summary>The engine of a loaded model, made in the way that the case's code says.</summary>
    public static JsonNode Loaded(GoldenCase c) => Generic(nameof(LoadedOf), c);

    private static JsonNode Generic(string method, GoldenCase c)
    {
        Type[] types = [RowObjects.Declared(c.Settings["in"]!), RowObjects.Declared(c.Settings["out"]!)];
        try
        {
            return (JsonNode)typeof(Engines).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(types).Invoke(null, [c])!;
        }
        catch (TargetInvocationException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    private static JsonNode FittedOf<TIn, TOut>(GoldenCase c)
        where TIn : class, new()
        where TOut : class, new() => Failure.Try("CreatePredictionEngine", () =>
    {
        var (ml, model, _) = Fit(c);
        using var engine = ml.Model.CreatePredictionEngine<TIn, TOut>(model);
        return new JsonObject
        {
            ["prediction"] = ValueJson.OfMembers(engine.Predict(new TIn())),
            ["outputSchema"] = Recorder.Schema(engine.OutputSchema),
        };
    })!;

    private static JsonNode LoadedOf<TIn, TOut>(GoldenCase c)
        where TIn : class, new()
        where TOut : class, new() => Failure.Try("CreatePredictionEngine", () =>
    {
        var (ml, fitted, view) = Fit(c);
        var (model, schema) = RoundTrips.SaveAndLoad(ml, fitted, view.Schema);
        var code = (string)c.Settings["code"]!;
        using var engine = code.Contains(", schema)") ? ml.Model.CreatePredictionEngine<TIn, TOut>(model, schema!)
            : ml.Model.CreatePredictionEngine<TIn, TOut>(model, ignoreMissingColumns: !code.Contains("ignoreMissingColumns: false"));
        var example = (TIn)RowObjects.Make(typeof(TIn), c.Expected["example"])!;
        var into = new TOut();
        engine.Predict(example, ref into);
        return new JsonObject
        {
            ["example"] = ValueJson.OfMembers(example),
            ["prediction"] = ValueJson.OfMembers(engine.Predict(example)),
            ["predictionOfDefault"] = Failure.Try("Predict", () => ValueJson.OfMembers(engine.Predict(new TIn()))),
            ["predictInto"] = ValueJson.OfMembers(into),
        };
    })!;

    private static (MLContext Ml, ITransformer Model, JsonView View) Fit(GoldenCase c)
    {
        var ml = new MLContext(c.Seed);
        var view = new JsonView(c.Input!);
        return (ml, Steps.Chain(ml, c.Settings["steps"]!.AsArray()).Fit(view), view);
    }
}
