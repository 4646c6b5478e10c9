// Scores rows with a saved model: MLNetDeep.Deployed model.zip rows.json scores.json
// Makes rows by a saved generative model: MLNetDeep.Deployed --sample model.zip COUNT SEED samples.json
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep;
using MLNetDeep.Deployed;

string[] unwanted = ["MLNetDeep.dll", "TorchSharp.dll"];
if (unwanted.FirstOrDefault(name => File.Exists(Path.Combine(AppContext.BaseDirectory, name))) is { } found)
{
    Console.Error.WriteLine($"{found} lies in the folder of the deployed application.");
    return 2;
}

if (args[0] == "--sample")
{
    using var sampler = new MLContext().Model.LoadSampler(args[1]);
    var samples = sampler.Sample(int.Parse(args[2]), int.Parse(args[3]));
    File.WriteAllText(args[4], JsonSerializer.Serialize(samples.GetColumn<float[]>(sampler.FeatureColumnName)));
    return 0;
}

// Numbers may be missing.
var json = new JsonSerializerOptions { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };
var rows = JsonSerializer.Deserialize<Row[]>(File.ReadAllText(args[1]), json)!;
var schema = SchemaDefinition.Create(typeof(Row));
schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Math.Max(1, rows[0].Features.Length));

var ml = new MLContext();
var model = ml.Model.Load(args[0], out _);
var scored = model.Transform(ml.Data.LoadFromEnumerable(rows, schema));
File.WriteAllText(args[2], JsonSerializer.Serialize(Predictions.Of(ml, scored)));
return 0;
