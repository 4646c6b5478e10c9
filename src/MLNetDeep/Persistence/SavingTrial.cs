using Microsoft.ML;
using MLNetDeep.Architectures;
using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Tasks;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Persistence;

/// <summary>
/// Does with an untrained network what saving does with a trained one, before the first epoch: the export to ONNX, its scores against
/// libtorch's, the steps around it and how they are written. What cannot be saved must not be found out after hours of training.
/// </summary>
internal static class SavingTrial
{
    /// <summary>Tries it.</summary>
    /// <param name="untrained">The model as it will be, with weights from before the first step.</param>
    /// <param name="log">Is warned where only the user's own module or labels stand against saving: such models can be scored in this process all the same.</param>
    /// <exception cref="InvalidOperationException">The model could not be saved.</exception>
    public static void Run(DeepModel untrained, ITrainingLog log)
    {
        using var scope = NewDisposeScope();
        var random = get_rng_state();
        var isTraining = untrained.Network.training;
        untrained.Network.eval();
        try
        {
            Try(untrained);
        }
        catch (TypeInitializationException e) when (e.InnerException is DllNotFoundException && untrained.Options.ScoringEngine != ScoringEngine.Onnx)
        {
            log.Warning("ONNX Runtime's native library is not here, so that the model cannot be saved in this process, and libtorch computes the scores: add the package Microsoft.ML.OnnxRuntime.");
        }
        catch (Exception e) when (IsTheUsers(untrained, e))
        {
            log.Warning($"The trained model will score in this process, but saving it will fail: {e.Message}");
        }
        catch (Exception e) when (untrained.Options.ScoringEngine != ScoringEngine.Onnx && !TorchErrors.IsOutOfMemory(e) && e is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"Nothing was trained, because the model could not be saved afterwards: {e.Message}", e);
        }
        finally
        {
            untrained.Network.train(isTraining);
            set_rng_state(random);
        }
    }

    // The steps around a network, and how they are written, need no copy of it.
    private static void Try(DeepModel model)
    {
        var task = TaskSaving.Of(model.Task);
        NetworkOnnx.Open(model, NetworkOnnx.Export(model, task), task).Dispose();
        using var chain = ModelDelegate.ToChain(model, NetworkOnnx.ExportStub(model, task), task);
        using var bytes = new MemoryStream();
        new MLContext().Model.Save(chain, null, bytes);
    }

    private static bool IsTheUsers(DeepModel model, Exception e) => model.Options.ScoringEngine != ScoringEngine.Onnx
        && !TorchErrors.IsOutOfMemory(e) && e is not OutOfMemoryException
        && (IsOwn(model.Architecture) || e is NotSupportedException and not OnnxExportException);

    private static bool IsOwn(Architecture architecture) => architecture is ModuleArchitecture || architecture.GetType().Assembly != typeof(Architecture).Assembly;
}
