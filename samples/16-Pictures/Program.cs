// A network that has seen a million photographs learns a folder of pictures of your own: a folder for each class, its images inside.
//   dotnet run -- [FOLDER] [pictures.zip]
// Without a folder the program draws one: rings, crosses and stripes.
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep;
using Pictures;

string file = args.FirstOrDefault(a => a.EndsWith(".zip")) ?? "pictures.zip";
string? folder = args.FirstOrDefault(Directory.Exists);
if (folder is null) Painter.Fill(folder = "pictures", each: 50, seed: 1);

// Every fifth picture is kept to see what was learnt.
List<Picture> all = [.. Directory.GetDirectories(folder).Order().SelectMany(kind => Directory.GetFiles(kind).Order().Select(path => new Picture { Kind = Path.GetFileName(kind), File = Path.GetFullPath(path) }))];
var ml = new MLContext(seed: 1);
IDataView train = ml.Data.LoadFromEnumerable(all.Where((_, i) => i % 5 != 0)), test = ml.Data.LoadFromEnumerable(all.Where((_, i) => i % 5 == 0));

// All but the last layer is frozen: it computes each picture once, and the epochs take seconds. With FreezeDepth = 0, the default, all layers learn, which hundreds of pictures are worth.
var options = new PretrainedImageOptions { FreezeDepth = -1, MaxEpochs = 60, LearningRate = 0.003, ImageHeight = 96, ImageWidth = 96, Seed = 1 };
var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Picture.Kind))
    .Append(ml.Deep().MulticlassClassification.Pretrained("Label", nameof(Picture.File), Pretrained.ResNet18, options))
    .Append(ml.Transforms.Conversion.MapKeyToValue("Said", "PredictedLabel"));
ITransformer model = pipeline.Fit(train);
MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(model.Transform(test));
Console.WriteLine($"{metrics.MicroAccuracy:P0} of {all.Count / 5} other pictures are told apart.");

// Files go in, as in training; ML.NET and MLNetDeep.Runtime are enough to predict.
ml.Model.Save(model, train.Schema, file);
using var engine = ml.Model.CreatePredictionEngine<Picture, Guess>(ml.Model.Load(file, out _));
Picture one = all[0];
Console.WriteLine($"{Path.GetRelativePath(folder, one.File)}: {engine.Predict(one).Said}. Saved {file}: {new FileInfo(file).Length / 1_000_000} MB.");

internal sealed class Picture
{
    public string Kind { get; set; } = "";

    public string File { get; set; } = "";
}

internal sealed class Guess
{
    public string Said { get; set; } = "";
}
