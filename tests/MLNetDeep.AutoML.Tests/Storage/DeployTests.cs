using System.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace MLNetDeep.AutoML.Tests.Storage;

/// <summary>The files under docs/deploy are what Kubernetes and Slurm want.</summary>
[TestClass]
public class DeployTests
{
    [TestMethod]
    public void The_job_has_what_an_indexed_job_needs()
    {
        YamlNode job = Parse("workers.yaml");
        Assert.AreEqual("batch/v1 Job", $"{job["apiVersion"]} {job["kind"]}");
        Assert.IsNotEmpty($"{job["metadata"]["name"]}");

        YamlNode spec = job["spec"], pod = spec["template"]["spec"];
        Assert.AreEqual("Indexed", $"{spec["completionMode"]}");
        Assert.AreEqual($"{spec["completions"]}", $"{spec["parallelism"]}");
        Assert.IsGreaterThan(0, int.Parse($"{spec["backoffLimitPerIndex"]}"));
        Assert.AreEqual("Never", $"{pod["restartPolicy"]}", "the only one that goes with backoffLimitPerIndex");

        YamlNode worker = ((YamlSequenceNode)pod["containers"]).Single();
        Assert.AreEqual("mlnetdeep worker --store $(STORE) --sweep digits --data /data/train.csv", string.Join(' ', (YamlSequenceNode)worker["command"]));
        foreach (string resource in new[] { "cpu", "memory" })
            Assert.IsNotEmpty($"{worker["resources"]["requests"][resource]}");
        Assert.AreEqual($"{worker["resources"]["requests"]["memory"]}", $"{worker["resources"]["limits"]["memory"]}");
        Assert.AreSequenceEqual(((YamlSequenceNode)pod["volumes"]).Select(v => $"{v["name"]}"), ((YamlSequenceNode)worker["volumeMounts"]).Select(m => $"{m["name"]}"));
        Assert.AreEqual($"{Parse("store-secret.yaml")["metadata"]["name"]}", $"{((YamlSequenceNode)worker["envFrom"]).Single()["secretRef"]["name"]}");
    }

    [TestMethod]
    public void The_secret_holds_the_password_apart_from_the_address()
    {
        YamlNode secret = Parse("store-secret.yaml");
        Assert.AreEqual("v1 Secret", $"{secret["apiVersion"]} {secret["kind"]}");
        Assert.IsNull(PostgresUrl.Parse($"{secret["stringData"]["STORE"]}").Password);
        Assert.IsNotEmpty($"{secret["stringData"]["PGPASSWORD"]}");
    }

    [TestMethod]
    public void The_Slurm_script_is_one()
    {
        string path = Path.Combine(Repository.Root, "docs/deploy/workers.slurm");
        string[] lines = File.ReadAllLines(path);
        foreach (string option in new[] { "--array=", "--cpus-per-task=", "--mem=", "--time=", "--requeue" })
            Assert.IsTrue(lines.Any(l => l.StartsWith($"#SBATCH {option}", StringComparison.Ordinal)), option);
        int firstCommand = Array.FindIndex(lines, l => !l.StartsWith('#'));
        Assert.IsLessThan(firstCommand, Array.FindLastIndex(lines, l => l.StartsWith("#SBATCH", StringComparison.Ordinal)), "sbatch reads options only before the first command");
        StringAssert.Contains(lines[^1], """mlnetdeep worker --store "$STORE" --sweep "$SWEEP" --data "$DATA" """.Trim());
        if (OperatingSystem.IsWindows()) return;

        using Process bash = Process.Start(new ProcessStartInfo("bash", ["-n", path]) { RedirectStandardError = true })!;
        string errors = bash.StandardError.ReadToEnd();
        bash.WaitForExit();
        Assert.AreEqual((0, ""), (bash.ExitCode, errors));
    }

    private static YamlNode Parse(string file)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(Repository.Read($"docs/deploy/{file}"));
        stream.Load(reader);
        return stream.Documents.Single().RootNode;
    }
}
