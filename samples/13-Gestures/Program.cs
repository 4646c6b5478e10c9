// Which gesture is it? Sequences of different lengths with three channels: Rocket first, which is solved for in seconds, then a temporal convolutional network.
//   dotnet run -- [small] [gestures.zip]
using Gestures;
using Microsoft.ML;
using MLNetDeep;

string file = args.FirstOrDefault(a => a.EndsWith(".zip")) ?? "gestures.zip";
var ml = new MLContext(seed: 1);
IDataView train = ml.Data.LoadFromEnumerable(Gesture.Make(args.Contains("small") ? 160 : 800, seed: 1)), test = ml.Data.LoadFromEnumerable(Gesture.Make(200, seed: 2));

IEstimator<ITransformer>[] trainers =
[
    ml.Deep().MulticlassClassification.Rocket("Label", nameof(Gesture.Acceleration), channels: 3, seed: 1),
    ml.Deep().MulticlassClassification.SequenceTcn("Label", nameof(Gesture.Acceleration), new SequenceTcnOptions { Channels = 3, Filters = 32, MaxEpochs = 10, MinSteps = 0, BatchSize = 16, Seed = 1 }),
];
foreach (IEstimator<ITransformer> trainer in trainers)
{
    var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Gesture.Kind)).Append(trainer).Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
    ITransformer model = pipeline.Fit(train);
    Console.WriteLine($"{((DeepTrainer)trainer).Architecture.DisplayName}: accuracy on other gestures {ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy:P1}.");
    ml.Model.Save(model, train.Schema, file);
}

// An application that predicts needs ML.NET and MLNetDeep.Runtime alone, and takes gestures as they are measured.
using var engine = new MLContext().Model.CreatePredictionEngine<Gesture, Guess>(new MLContext().Model.Load(file, out _));
foreach (Gesture gesture in Gesture.Make(4, seed: 3))
    Console.WriteLine($"{gesture.Kind,-12} of {gesture.Acceleration.Length / 3} steps: {engine.Predict(gesture).PredictedLabel}");
