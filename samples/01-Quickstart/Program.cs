// A convolutional network against ML.NET's classical trainers on handwritten digits, then saved and loaded again.
//   dotnet run -- [small] [digits.zip]
using Microsoft.ML;
using MLNetDeep;
using Quickstart;

bool small = args.Contains("small");
string zip = args.FirstOrDefault(a => a.EndsWith(".zip")) ?? "digits.zip";
var ml = new MLContext(seed: 1);
string file = Path.Combine(AppContext.BaseDirectory, "digits.csv");
IDataView digits = ml.Data.LoadFromTextFile<Digit>(file, separatorChar: ',', hasHeader: true);
if (small)
    digits = ml.Data.TakeRows(digits, 300);

if (args.Contains("predict"))
{
    // This is the second process: it has nothing but the zip.
    SecondProcess.Print(ml.Model.Load(zip, out _).Transform(digits));
    return;
}

var cnn = ml.Deep().MulticlassClassification.Cnn("Label", "Pixels", new CnnOptions { MaxEpochs = small ? 3 : new CnnOptions().MaxEpochs });
var trainers = new (string Name, IEstimator<ITransformer> Trainer)[]
{
    ("Cnn", cnn),
    ("LightGbm", ml.MulticlassClassification.Trainers.LightGbm("Label", "Pixels")),
    ("FastTree (one versus all)", ml.MulticlassClassification.Trainers.OneVersusAll(ml.BinaryClassification.Trainers.FastTree("Label", "Pixels"))),
    ("LbfgsMaximumEntropy", ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Label", "Pixels")),
};

var folds = ml.Data.CrossValidationSplit(digits, numberOfFolds: small ? 2 : 5, seed: 1);
Console.WriteLine($"{"",-26}{"accuracy",-19}{"log-loss",9}{"training s",12}{"µs/row",9}{"model kB",10}");
foreach (var (name, trainer) in trainers)
    Console.WriteLine($"{name,-26}{Comparison.Run(ml, Pipeline(trainer), folds)}");

ITransformer model = Pipeline(cnn).Fit(folds[0].TrainSet);
ml.Model.Save(model, digits.Schema, zip);
Console.WriteLine($"\nSaved {zip}.");
SecondProcess.Compare(model.Transform(digits), args.Append("predict"));

IEstimator<ITransformer> Pipeline(IEstimator<ITransformer> trainer) =>
    ml.Transforms.Conversion.MapValueToKey("Label")
        .Append(trainer)
        .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
