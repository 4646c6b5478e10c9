using System.Text.Json.Nodes;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Tests.Output;

[TestClass]
public class ResultJsonTests
{
    [TestMethod]
    public void The_file_has_metrics_seconds_and_options()
    {
        JsonObject metrics = ResultJson.Numbers(new Dictionary<string, double> { ["MicroAccuracy"] = 0.5, ["LogLoss"] = double.NaN });
        JsonObject options = ResultJson.Values(new Dictionary<string, object?>
        {
            ["MaxEpochs"] = 3,
            ["Device"] = "auto",
            ["Channels"] = new[] { 8, 16 },
            ["Mode"] = DayOfWeek.Friday,
            ["Weights"] = null,
        });

        JsonNode read = JsonNode.Parse(ResultJson.ToText(metrics, 1.23456, options))!;

        Assert.AreEqual("""{"MicroAccuracy":0.5,"LogLoss":null}""", read["metrics"]!.ToJsonString());
        Assert.AreEqual(1.235, read["seconds"]!.GetValue<double>());
        Assert.AreEqual(
            """{"MaxEpochs":3,"Device":"auto","Channels":[8,16],"Mode":"Friday","Weights":null}""", read["options"]!.ToJsonString());
    }
}
