// Which topic is a paper about? Few papers have a label; their words tell a part, and the papers that they cite, or that cite them, tell more: a graph network sees both.
//   dotnet run -- [small] [papers.zip] [papers.html]
using Microsoft.ML;
using MLNetDeep;
using Papers;

string file = args.FirstOrDefault(a => a.EndsWith(".zip")) ?? "papers.zip", page = args.FirstOrDefault(a => a.EndsWith(".html")) ?? "papers.html";
bool isSmall = args.Contains("small");
var ml = new MLContext(seed: 1);
var (papers, citations) = Library.Make(isSmall ? 240 : 600, seed: 1);
IDataView rows = ml.Data.LoadFromEnumerable(papers);

// The graph has all papers and no labels: those of the test papers are never seen.
NodeGraph graph = ml.Deep().Graphs.Create(rows, ml.Data.LoadFromEnumerable(citations), new NodeGraphOptions { FeatureColumnNames = [nameof(Paper.Words)] });
Console.WriteLine($"{graph.NodeCount} papers, {graph.EdgeCount / 2} citations, {graph.Summary.IsolatedNodes} papers without any.");

// In each part the labels are keys; of the training part there are 20 papers of each topic.
IDataView keyed = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Paper.Topic)).Fit(rows).Transform(rows);
GraphSplit parts = ml.Deep().Graphs.SplitByColumn(keyed, nameof(Paper.Split));

ITransformer words = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Label", nameof(Paper.Words)).Fit(parts.TrainSet);
double fromWords = Accuracy(words);
Console.WriteLine($"Accuracy from words alone, by logistic regression: {fromWords:P1}.");

var options = new GcnOptions { HiddenSize = 16, MaxEpochs = isSmall ? 60 : 200, Seed = 1, ValidationSet = parts.ValidationSet };
var trainer = ml.Deep().MulticlassClassification.Nodes("Label", graph, options).Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
ITransformer network = trainer.Fit(parts.TrainSet);
double fromGraph = Accuracy(network);
Console.WriteLine($"Accuracy from words and citations, by a graph network: {fromGraph:P1}.");

// Saved, the network is a table of what all papers score: whoever loads it, with ML.NET and MLNetDeep.Runtime alone, gives it an id.
ml.Model.Save(network, ml.Data.LoadFromEnumerable(Array.Empty<PaperId>()).Schema, file);
var again = new MLContext();
using var engine = again.Model.CreatePredictionEngine<PaperId, Answer>(again.Model.Load(file, out _));
string[] predicted = [.. papers.Select(paper => engine.Predict(new PaperId { Id = paper.Id }).PredictedLabel)];
foreach (var (paper, topic) in papers.Zip(predicted).Where(p => p.First.Split == "test").Take(3))
    Console.WriteLine($"{paper.Id}: {topic}, in truth {paper.Topic}");

Picture.Write(page, papers, predicted, citations, fromWords, fromGraph);
Console.WriteLine($"Saved {file} and {page}.");

double Accuracy(ITransformer model) => ml.MulticlassClassification.Evaluate(model.Transform(parts.TestSet)).MicroAccuracy;
