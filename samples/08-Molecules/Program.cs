// Is a molecule active? Each row is a graph: atoms are nodes, bonds are edges. A graph network beside a classical trainer that sees how many atoms of each kind there are.
//   dotnet run -- [small] [molecules.zip]
// The same from the command line, with the files that this sample writes:
//   mlnetdeep train --data molecules.jsonl --label label --arch gin --test molecules-test.jsonl --out molecules.zip
//   mlnetdeep predict --model molecules.zip --data molecules-test.jsonl --keep id --out predictions.csv
using System.Text.Json;
using Microsoft.ML;
using MLNetDeep;
using Molecules;

string file = args.FirstOrDefault(a => a.EndsWith(".zip")) ?? "molecules.zip";
bool isSmall = args.Contains("small");
IDataView train = Written("molecules.jsonl", isSmall ? 300 : 1500, seed: 1), test = Written("molecules-test.jsonl", 300, seed: 2);
var ml = new MLContext(seed: 1);

// A file of graphs gives columns of vectors: Nodes, Sources, Targets, EdgeTags. Trainers find them by these names.
var label = ml.Transforms.Conversion.MapValueToKey("Label").Fit(train);
(IDataView rows, IDataView others) = (label.Transform(train), label.Transform(test));

var counts = ml.Transforms.Conversion.MapValueToKey("Atoms", "Nodes")
    .Append(ml.Transforms.Conversion.MapKeyToVector("Features", "Atoms", outputCountVector: true))
    .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy());
Console.WriteLine($"Accuracy from the counts of atoms: {Accuracy(counts.Fit(rows)):P1}.");

var options = new GinOptions { Layers = 3, HiddenSize = 32, MaxEpochs = isSmall ? 30 : 40, Dropout = 0.1, BatchSize = 16, LearningRate = 5e-3, Seed = 1 };
var trainer = ml.Deep().MulticlassClassification.Gin("Label", options).Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
ITransformer network = trainer.Fit(rows);
Console.WriteLine($"Accuracy from the graphs: {Accuracy(network):P1}.");

// Whoever loads the zip, with ML.NET and MLNetDeep.Runtime alone, gives it vectors of atoms and bonds.
ml.Model.Save(network, train.Schema, file);
var again = new MLContext();
using var engine = again.Model.CreatePredictionEngine<Graph, Answer>(again.Model.Load(file, out _));
Console.WriteLine($"An oxygen on the ring: {engine.Predict(Ring(oxygenAt: 3)).PredictedLabel}; on the chain: {engine.Predict(Ring(oxygenAt: 9)).PredictedLabel}.");

double Accuracy(ITransformer model) => ml.MulticlassClassification.Evaluate(model.Transform(others)).MicroAccuracy;

// A ring of six carbons, a chain of six on its first, and an oxygen.
static Graph Ring(int oxygenAt) => new()
{
    Nodes = ["C", "C", "C", "C", "C", "C", "C", "C", "C", "C", "C", "C", "O"],
    Sources = [0, 1, 2, 3, 4, 5, 0, 6, 7, 8, 9, 10, oxygenAt],
    Targets = [1, 2, 3, 4, 5, 0, 6, 7, 8, 9, 10, 11, 12],
    EdgeTags = ["=", "-", "=", "-", "=", "-", "-", "-", "-", "-", "-", "-", "-"],
};

static IDataView Written(string path, int count, int seed)
{
    File.WriteAllLines(path, Molecule.Make(count, seed).Select(molecule => JsonSerializer.Serialize(molecule)));
    return new MLContext().Deep().Graphs.LoadJsonLines(path);
}
