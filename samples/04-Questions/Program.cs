// What does a question ask for? A network that learns from a column of text, saved into an ordinary ML.NET model zip that takes raw text.
//   dotnet run -- [small] [questions.zip]
using Microsoft.ML;
using MLNetDeep;
using Questions;

string file = args.FirstOrDefault(a => a.EndsWith(".zip")) ?? "questions.zip";
var ml = new MLContext(seed: 1);
IDataView train = ml.Data.LoadFromEnumerable(Question.Make(args.Contains("small") ? 400 : 3000, seed: 1));
IDataView test = ml.Data.LoadFromEnumerable(Question.Make(500, seed: 2));

var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Question.Asks))
    .Append(ml.Deep().MulticlassClassification.TextCnn("Label", nameof(Question.Text), new TextCnnOptions { MaxEpochs = 8, BatchSize = 16, Width = 64, Filters = 32 }))
    .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
ITransformer model = pipeline.Fit(train);
Console.WriteLine($"Accuracy on other questions: {ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy:P1}.");

// Tokenizing is part of the model: whoever loads it, with ML.NET and MLNetDeep.Runtime alone, gives it text.
ml.Model.Save(model, train.Schema, file);
using var engine = new MLContext().Model.CreatePredictionEngine<Question, Answer>(new MLContext().Model.Load(file, out _));
foreach (string text in new[] { "Who painted the ceiling?", "How many stairs are there?", "Why is the tower crooked?", "When does the museum open?", "Where can I buy a ticket?" })
{
    Answer answer = engine.Predict(new Question { Text = text });
    Console.WriteLine($"{text,-30} {answer.PredictedLabel} ({answer.Score.Max():P0})");
}
