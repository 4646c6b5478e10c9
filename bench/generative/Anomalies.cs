using Microsoft.ML;

namespace MLNetDeep.Bench.Generative;

/// <summary>One digit held out: a model of the nine others is to tell it from them.</summary>
internal sealed class Anomalies(Digits digits, IReadOnlyList<KeyValuePair<string, string>> settings)
{
    private const double Rate = 0.05;

    public Dictionary<string, double> Network(int held, int seed)
    {
        var ml = new MLContext(seed);
        var options = new AutoencoderOptions { Seed = seed };
        OptionCatalog.Apply(options, settings);
        using var model = ml.Deep().AnomalyDetection.Autoencoder("Pixels", options, Rate).Fit(Train(ml, held));
        return Measure(ml, model, held);
    }

    public Dictionary<string, double> Pca(int held, int seed)
    {
        var ml = new MLContext(seed);
        return Measure(ml, ml.AnomalyDetection.Trainers.RandomizedPca("Pixels", rank: 20, seed: seed).Fit(Train(ml, held)), held);
    }

    public Dictionary<string, double> Forest(int held, int seed)
    {
        var ml = new MLContext(seed);
        using var model = ml.Deep().AnomalyDetection.IsolationForest("Pixels", new IsolationForestOptions { Seed = seed }, Rate).Fit(Train(ml, held));
        return Measure(ml, model, held);
    }

    private IDataView Train(MLContext ml, int held) => ml.Data.LoadFromEnumerable(digits.Train.Where(d => d.Label != $"{held}").ToList());

    private Dictionary<string, double> Measure(MLContext ml, ITransformer model, int held)
    {
        var test = ml.Data.LoadFromEnumerable(digits.Test.Select(d => new Suspect { IsHeldOut = d.Label == $"{held}" ? 1 : 0, Pixels = d.Pixels }).ToList());
        var scored = model.Transform(test);
        var metrics = ml.AnomalyDetection.Evaluate(scored, "IsHeldOut");
        var told = ml.Data.CreateEnumerable<Told>(scored, false).ToList();
        return new()
        {
            ["AUC"] = metrics.AreaUnderRocCurve,
            ["FalseAlarms"] = told.Where(t => t.IsHeldOut == 0).Average(t => t.PredictedLabel ? 1.0 : 0),
            ["Found"] = told.Where(t => t.IsHeldOut > 0).Average(t => t.PredictedLabel ? 1.0 : 0),
        };
    }

    private sealed class Told
    {
        public float IsHeldOut { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
