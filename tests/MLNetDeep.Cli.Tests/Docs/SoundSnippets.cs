using Microsoft.ML;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that the pages on sounds show, compiled.</summary>
internal static class SoundSnippets
{
    public static void Sound(MLContext ml, IDataView train)
    {
        #region sound
        // train: a column Word with the label and a column Path with the paths of WAV files.
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Word")
            .Append(ml.Deep().MulticlassClassification.AudioCnn("Label", "Path"))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(train);
        ml.Model.Save(model, train.Schema, "words.zip");
        #endregion
    }

    public static DeepTrainer AudioCnn(MLContext ml)
    {
        #region audiocnn
        var trainer = ml.Deep().MulticlassClassification.AudioCnn("Label", "Path", new AudioCnnOptions { BaseChannels = 24, Seconds = 1, MaxEpochs = 50 });
        #endregion
        return trainer;
    }

    public static DeepTrainer BcResNet(MLContext ml)
    {
        #region bcresnet
        var trainer = ml.Deep().MulticlassClassification.BcResNet("Label", "Path", new BcResNetOptions { Tau = 3 });
        #endregion
        return trainer;
    }

    public static DeepTrainer Samples(MLContext ml)
    {
        #region sound-samples
        // Samples: a vector of Single of any length, recorded at 16 kHz.
        var trainer = ml.Deep().Regression.AudioCnn("Age", "Samples", new AudioCnnOptions { SampleRate = 16_000 });
        #endregion
        return trainer;
    }

    public static object LogMel(MLContext ml)
    {
        #region log-mel
        // One vector of the same length for every sound, for any trainer of ML.NET's own.
        var pipeline = ml.Deep().Transforms.LogMel("Features", "Path", new LogMelOptions { SampleRate = 8000, Seconds = 0.5, MelBands = 20 })
            .Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy());
        #endregion
        return pipeline;
    }

    public static void Files()
    {
        #region sound-files
        foreach (string file in Directory.EnumerateFiles("recordings", "*.wav"))
            if (SoundFiles.FindFault(file) is { } fault) Console.WriteLine($"{file}: {fault}");
        #endregion
    }
}
