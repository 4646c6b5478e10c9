using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.TorchSharp;

/// <summary>ML.NET's own trainers on TorchSharp, in one application with MLNetDeep. They load pretrained networks from the web as soon as they fit: they are made only.</summary>
internal static class MLNetTrainers
{
    public static void Make()
    {
        var ml = new MLContext();
        object[] trainers =
        [
            ml.MulticlassClassification.Trainers.TextClassification("Label", sentence1ColumnName: "Text"),
            ml.MulticlassClassification.Trainers.NamedEntityRecognition(),
            ml.MulticlassClassification.Trainers.QuestionAnswer(),
            ml.Regression.Trainers.SentenceSimilarity(),
            ml.MulticlassClassification.Trainers.ObjectDetection("Labels", "PredictedLabel", "Score", "Box", "PredictedBox", "Image"),
        ];
        foreach (object trainer in trainers)
            Console.WriteLine($"made: {trainer.GetType().Name}");
        foreach (string network in new[] { "NasBert", "Roberta", "AutoFormerV2" })
            Console.WriteLine($"{network}: {Missing(network)}");
    }

    /// <summary>What its methods call and this TorchSharp does not have: the runtime says so when it compiles them.</summary>
    private static string Missing(string network)
    {
        const BindingFlags declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        MethodBase[] methods = [.. typeof(TorchSharpCatalog).Assembly.GetTypes()
            .Where(type => type.Namespace?.Contains(network, StringComparison.Ordinal) == true && !type.ContainsGenericParameters)
            .SelectMany(type => type.GetMembers(declared).OfType<MethodBase>())
            .Where(method => !method.IsAbstract && !method.ContainsGenericParameters)];
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (MethodBase method in methods)
        {
            try
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
            }
            catch (MissingMethodException)
            {
                missing.Add($"{method.DeclaringType!.Name}.{method.Name}");
            }
        }
        return $"{(missing.Count == 0 ? "nothing" : string.Join(", ", missing))} missing in {(methods.Length > 20 ? "many" : methods.Length)} methods";
    }
}
