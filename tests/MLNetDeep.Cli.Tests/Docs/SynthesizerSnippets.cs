using Microsoft.ML;
using MLNetDeep.AutoML;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code of docs/synthetic-tables.md.</summary>
internal static class SynthesizerSnippets
{
    public static void Make(MLContext ml)
    {
        #region synthesizer
        IDataView people = ml.Data.LoadTable("people.csv");
        using var model = ml.Deep().Generative.TableSynthesizer().Fit(people);
        IDataView made = model.Sample(1000, seed: 1);
        IDataView women = model.Sample(1000, seed: 1, condition: new Dictionary<string, string> { ["sex"] = "f" });
        model.Save("people.synthesizer.zip");
        #endregion
    }

    public static void Measure(MLContext ml, IDataView training, IDataView test, IDataView made)
    {
        #region fidelity
        TableFidelity fidelity = ml.Deep().MeasureFidelity(PredictionTask.Binary("Buys"), training, test, made);
        Console.WriteLine($"accuracy {fidelity.TrainedOnReal["Accuracy"]:0.000} from real rows, {fidelity.TrainedOnSynthetic["Accuracy"]:0.000} from synthetic ones");
        Console.WriteLine($"detection AUC {fidelity.DetectionAuc:0.000}; {fidelity.Copies:P1} copies");
        #endregion
    }
}
