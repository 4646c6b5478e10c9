// What is heard? A network learns from WAV files; the saved model takes files too.
//   dotnet run -- [small] [FOLDER]
// FOLDER holds files called WORD_SOURCE_NUMBER.wav, such as the recordings of the Free Spoken Digit Dataset (https://github.com/Jakobovski/free-spoken-digit-dataset, CC BY-SA 4.0). Without it,
// sounds of a machine are made.
using Microsoft.ML;
using MLNetDeep;
using Sounds;

bool isSmall = args.Contains("small");
if (args.FirstOrDefault(Directory.Exists) is not { } folder) Recording.Make(folder = "sounds", isSmall ? 20 : 60, seed: 1);
ILookup<bool, Recording> recordings = Recording.In(folder);

var ml = new MLContext(seed: 1);
IDataView train = ml.Data.LoadFromEnumerable(recordings[false]), test = ml.Data.LoadFromEnumerable(recordings[true]);
var options = new AudioCnnOptions { Seed = 1 };
if (isSmall) (options.MaxEpochs, options.MinSteps) = (10, 0);
var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Recording.Word))
    .Append(ml.Deep().MulticlassClassification.AudioCnn("Label", nameof(Recording.Path), options))
    .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
ITransformer model = pipeline.Fit(train);
Console.WriteLine($"Accuracy on {recordings[true].Count()} other recordings: {ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy:P1}.");
ml.Model.Save(model, train.Schema, "sounds.zip");

// An application that predicts needs ML.NET and MLNetDeep.Runtime alone: reading, resampling and the log-mel frames are in the saved model.
using var engine = new MLContext().Model.CreatePredictionEngine<Recording, Guess>(new MLContext().Model.Load("sounds.zip", out _));
foreach (Recording recording in recordings[true].GroupBy(r => r.Word).Select(group => group.First()))
    Console.WriteLine($"{Path.GetFileName(recording.Path),-22} {engine.Predict(recording).PredictedLabel}");
