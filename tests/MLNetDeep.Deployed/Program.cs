// Scores rows with saved models: MLNetDeep.Deployed model.zip rows.json scores.json
// Makes rows by a saved generative model: MLNetDeep.Deployed --sample model.zip COUNT SEED samples.json
// Without arguments it takes those of each line of standard input, between tabs, and answers "done" or what went wrong.
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

// Numbers may be missing.
var json = new JsonSerializerOptions { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };
if (args.Length > 0)
{
    Run(args);
    return 0;
}
while (Console.ReadLine() is { } line)
{
    try
    {
        Run(line.Split('\t'));
        Console.WriteLine("done");
    }
    catch (Exception e)
    {
        Console.WriteLine(e.ToString().ReplaceLineEndings(" "));
    }
}
return 0;

void Run(string[] what)
{
    if (what is ["--sample", var model, var count, var seed, var samples]) Sample(model, int.Parse(count), int.Parse(seed), samples);
    else Score(what[0], what[1], what[2]);
}

void Sample(string file, int count, int seed, string output)
{
    using var sampler = new MLContext().Model.LoadSampler(file);
    File.WriteAllText(output, JsonSerializer.Serialize(sampler.Sample(count, seed).GetColumn<float[]>(sampler.FeatureColumnName)));
}

void Score(string file, string input, string output)
{
    var rows = JsonSerializer.Deserialize<Row[]>(File.ReadAllText(input), json)!;
    var schema = SchemaDefinition.Create(typeof(Row));
    schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Math.Max(1, rows[0].Features.Length));

    var ml = new MLContext();
    var model = ml.Model.Load(file, out _);
    var scored = model.Transform(ml.Data.LoadFromEnumerable(rows, schema));
    File.WriteAllText(output, JsonSerializer.Serialize(Predictions.Of(ml, scored)));
    (model as IDisposable)?.Dispose();
}
