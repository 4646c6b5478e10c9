// A pretrained transformer, MiniLM out of a NuGet package: as it is for search by meaning, and fine-tuned on forty sentences.
//   dotnet run -- [requests.zip]
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep;
using Requests;

string file = args.FirstOrDefault(a => a.EndsWith(".zip")) ?? "requests.zip";
var ml = new MLContext(seed: 1);

// Search by meaning: nothing is trained, and the question shares no word with its answer.
IDataView texts = ml.Data.LoadFromEnumerable(Request.Known);
using DeepTransformer embed = ml.Deep().Transforms.Embed("Vector", nameof(Request.Text), Pretrained.MiniLM).Fit(texts);
float[][] vectors = [.. embed.Transform(texts).GetColumn<float[]>("Vector")];
foreach (string question in new[] { "I was charged twice", "my screen stays black", "where is my package?" })
{
    float[] wanted = embed.Transform(ml.Data.LoadFromEnumerable([new Request { Text = question }])).GetColumn<float[]>("Vector").Single();
    int nearest = Enumerable.Range(0, vectors.Length).MaxBy(i => vectors[i].Zip(wanted, (a, b) => a * b).Sum());
    Console.WriteLine($"{question,-24} → {Request.Known[nearest].Text}");
}

// Fine-tuned, it knows the team that answers a request.
var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Request.Team))
    .Append(ml.Deep().MulticlassClassification.Pretrained("Label", nameof(Request.Text), Pretrained.MiniLM, new PretrainedTextOptions { MaxEpochs = 8, BatchSize = 8, ValidationFraction = 0, Seed = 1 }))
    .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
ITransformer model = pipeline.Fit(texts);
IDataView scored = model.Transform(ml.Data.LoadFromEnumerable(Request.New));
string[] teams = [.. scored.GetColumn<string>("PredictedLabel")];
Console.WriteLine($"Right team for {teams.Zip(Request.New, (team, request) => team == request.Team).Count(isRight => isRight)} of {Request.New.Count} new requests.");

// An application that predicts needs ML.NET and MLNetDeep.Runtime alone: tokenizer and network are in the zip.
ml.Model.Save(model, texts.Schema, file);
Console.WriteLine($"Saved {file}: {new FileInfo(file).Length / 1_000_000} MB.");
