using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>Cases that are a chain of estimators over a view: fit, what was promised, schema and rows.</summary>
internal static class Steps
{
    public static JsonNode Run(GoldenCase c)
    {
        var phase = new Phase("Construct");
        try
        {
            var ml = new MLContext(c.Seed);
            var view = new JsonView(c.Input!);
            return Run(c, phase, view, new JsonView(c.Input!["transform"] ?? c.Input!), Chain(ml, c.Settings["steps"]!.AsArray()));
        }
        catch (Exception e) when (e is not MissingOperationException)
        {
            return new JsonObject { ["throws"] = Failure.Of(e, phase.At) };
        }
    }

    /// <summary>Fits the chain on one view and records what it makes of another.</summary>
    public static JsonObject Run(GoldenCase c, Phase phase, IDataView fit, IDataView transform, EstimatorChain<ITransformer> chain)
    {
        var result = new JsonObject();
        var probe = new Probe();
        ITransformer model;
        try
        {
            phase.At = "GetOutputSchema";
            model = chain.Append(probe).Fit(fit);
        }
        catch (Exception) when (probe.Promised != null)
        {
            phase.At = "Fit";
            throw;
        }

        phase.At = "Transform";
        var transformed = model.Transform(transform);
        if (c.Wants("promised"))
        {
            result["promised"] = Recorder.Promised(probe.Promised!);
        }

        result["schema"] = Recorder.Schema(transformed.Schema);
        AddRows(c, result, transformed);
        return result;
    }

    public static EstimatorChain<ITransformer> Chain(MLContext ml, JsonArray steps)
    {
        var chain = new EstimatorChain<ITransformer>();
        foreach (var step in steps)
        {
            chain = (string)step!["op"]! == "AppendCacheCheckpoint"
                ? chain.AppendCacheCheckpoint(ml)
                : chain.Append((IEstimator<ITransformer>)Operations.Invoke(ml, step));
        }

        return chain;
    }

    /// <summary>The rows where the case has them, or the exception of reading them.</summary>
    public static void AddRows(GoldenCase c, JsonObject result, IDataView view)
    {
        if (!c.Wants("rows") && !c.Wants("rowsThrow"))
        {
            return;
        }

        try
        {
            result["rows"] = Recorder.Rows(view);
        }
        catch (Exception e)
        {
            result["rowsThrow"] = Failure.Of(e, "Read");
        }
    }
}
