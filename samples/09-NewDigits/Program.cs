// Digits made from noise by a diffusion model, each of the kind that is asked for; and which digits are unlike all others, by an autoencoder.
//   dotnet run -- [small] [digits-model.zip]
using Microsoft.ML;
using MLNetDeep;
using NewDigits;

string file = args.FirstOrDefault(a => a.EndsWith(".zip")) ?? "digits-model.zip";
bool isSmall = args.Contains("small");
var ml = new MLContext(seed: 1);
IDataView digits = ml.Data.LoadFromTextFile<Digit>(Path.Combine(AppContext.BaseDirectory, "digits.csv"), separatorChar: ',', hasHeader: true);

// The condition is a key: what is asked for when digits are made.
var options = new DiffusionOptions
{
    ConditionColumnName = "Label",
    Channels = 1,
    ImageHeight = 8,
    ImageWidth = 8,
    Width = isSmall ? 16 : 32,
    BatchSize = 32,
    LearningRate = 2e-3,
    MaxEpochs = isSmall ? 2 : 60,
    Seed = 1,
};
using var model = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.Deep().Generative.Diffusion("Pixels", options)).Fit(digits).LastTransformer;
ml.Model.Save(model, digits.Schema, file);

// From here on the saved zip is enough, with ML.NET and MLNetDeep.Runtime alone.
using Sampler sampler = new MLContext().Model.LoadSampler(file);
sampler.WriteGrid(sampler.Sample(100, seed: 1), "new-digits.png");
sampler.WriteGrid(sampler.Sample(20, seed: 1, condition: "7"), "sevens.png");
Console.WriteLine("100 new digits in new-digits.png, 20 sevens in sevens.png.");

// Whoever has seen no eights finds them odd.
IDataView others = ml.Data.FilterByCustomPredicate<Digit>(digits, digit => digit.Label == "8");
var autoencoder = new AutoencoderOptions { MaxEpochs = isSmall ? 10 : 60, Seed = 1 };
using var detector = ml.Deep().AnomalyDetection.Autoencoder("Pixels", falseAlarmRate: 0.05, options: autoencoder).Fit(others);
Console.WriteLine($"Called odd: {Odd("8"):P0} of the eights, {Odd("1"):P0} of the ones, {Odd("4"):P0} of the fours.");

double Odd(string label)
{
    IDataView rows = ml.Data.FilterByCustomPredicate<Digit>(digits, digit => digit.Label != label);
    var found = ml.Data.CreateEnumerable<Detected>(detector.Transform(rows), reuseRowObject: false).ToList();
    return found.Count(row => row.PredictedLabel) / (double)found.Count;
}

internal sealed class Detected
{
    public bool PredictedLabel { get; set; }
}
