// A table that may be given away: rows like those of customers, none of which is one of them, and how good they are.
//   dotnet run -- [small] [customers.zip]
// The same from the command line:
//   mlnetdeep synthesize --data customers.csv --label Leaves --out made.csv --report report.html
using Microsoft.ML;
using MLNetDeep;
using MLNetDeep.AutoML;
using SyntheticTable;

string file = args.FirstOrDefault(a => a.EndsWith(".zip")) ?? "customers.zip";
bool isSmall = args.Contains("small");
var ml = new MLContext(seed: 1);
IDataView customers = ml.Data.LoadFromEnumerable(Customer.Make(isSmall ? 1000 : 5000, seed: 1).ToList()), others = ml.Data.LoadFromEnumerable(Customer.Make(1000, seed: 2).ToList());

var options = new TableSynthesizerOptions { Width = 128, Layers = 3, Seed = 1 };
if (isSmall) options.MaxEpochs = 150;
using var model = ml.Deep().Generative.TableSynthesizer(options).Fit(customers);
model.Save(file);

IDataView made = model.Sample(isSmall ? 1000 : 5000, seed: 1);
Console.WriteLine("Made:");
foreach (Customer c in ml.Data.CreateEnumerable<Customer>(ml.Data.TakeRows(made, 5), reuseRowObject: false))
    Console.WriteLine($"  {c.Age,3} years, {c.Plan,-8} {c.Monthly,6:0.00} a month, {c.Calls} calls, since {c.Since:yyyy-MM-dd}, {(c.Leaves ? "leaves" : "stays")}");

// The kind of rows can be asked for.
IDataView leaving = model.Sample(200, seed: 1, condition: new Dictionary<string, string> { ["Leaves"] = "true" });
Console.WriteLine($"Calls of customers who leave: {Calls(leaving):0.0} on average, of all: {Calls(made):0.0}.");

// As good as real rows? And not the same?
TableFidelity fidelity = ml.Deep().MeasureFidelity(PredictionTask.Binary("Leaves"), customers, others, made);
Console.WriteLine($"Accuracy of LightGbm on other customers: {fidelity.TrainedOnReal["Accuracy"]:P1} from real rows, {fidelity.TrainedOnSynthetic["Accuracy"]:P1} from synthetic ones.");
Console.WriteLine($"Nearest customer: {fidelity.NearestSynthetic:0.00} from synthetic rows, {fidelity.NearestReal:0.00} from other customers; copies {fidelity.Copies:P1}.");

double Calls(IDataView rows) => ml.Data.CreateEnumerable<Customer>(rows, reuseRowObject: false).Average(c => c.Calls);
