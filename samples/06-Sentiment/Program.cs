// Is a review good or bad? A recurrent network, for which "not good" is bad; and the same network as an embedding, to find reviews like another one.
//   dotnet run -- [small] [sentiment.zip]
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep;
using Sentiment;

string file = args.FirstOrDefault(a => a.EndsWith(".zip")) ?? "sentiment.zip";
var ml = new MLContext(seed: 1);
List<Review> others = [.. Review.Make(500, seed: 2)];
IDataView train = ml.Data.LoadFromEnumerable(Review.Make(args.Contains("small") ? 500 : 3000, seed: 1)), test = ml.Data.LoadFromEnumerable(others);

var trainer = ml.Deep().BinaryClassification.Lstm(nameof(Review.IsGood), nameof(Review.Text), new LstmOptions { Width = 64, Units = 64, BatchSize = 32, MaxEpochs = 8, LearningRate = 3e-3, MinTokenCount = 1 });
using DeepTransformer model = trainer.Fit(train);
Console.WriteLine($"Accuracy on other reviews: {ml.BinaryClassification.Evaluate(model.Transform(test), nameof(Review.IsGood)).Accuracy:P1}.");

// An application that predicts needs ML.NET and MLNetDeep.Runtime alone.
ml.Model.Save(model, train.Schema, file);
using (var engine = new MLContext().Model.CreatePredictionEngine<Review, Answer>(new MLContext().Model.Load(file, out _)))
    foreach (string text in new[] { "The soup was good.", "The soup was not good.", "I never had a better room!", "Nothing about the room was nice." })
        Console.WriteLine($"{text,-34} good: {engine.Predict(new Review { Text = text }).Probability:P0}");

// A vector for each review, of length 1: the dot product of two is their cosine.
using DeepTransformer embedding = model.ToEmbedding("Vector");
float[][] vectors = [.. embedding.Transform(test).GetColumn<float[]>("Vector")];
int nearest = Enumerable.Range(1, vectors.Length - 1).Where(i => others[i].Text != others[0].Text).MaxBy(i => vectors[0].Zip(vectors[i], (a, b) => a * b).Sum());
Console.WriteLine($"Most like '{others[0].Text}': '{others[nearest].Text}'");
