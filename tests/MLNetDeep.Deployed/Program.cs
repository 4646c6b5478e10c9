// Scores rows with saved models: MLNetDeep.Deployed model.zip rows.json scores.json; without arguments, the three of each line of standard input, between tabs, answered by "done" or by what went wrong
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
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
    Score(args[0], args[1], args[2]);
    return 0;
}
while (Console.ReadLine() is { } line)
{
    try
    {
        var files = line.Split('\t');
        Score(files[0], files[1], files[2]);
        Console.WriteLine("done");
    }
    catch (Exception e)
    {
        Console.WriteLine(e.ToString().ReplaceLineEndings(" "));
    }
}
return 0;

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
