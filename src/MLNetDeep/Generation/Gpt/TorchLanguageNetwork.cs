using MLNetDeep.Common;
using MLNetDeep.Generative;
using MLNetDeep.Runtime;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Generation;

/// <summary>A language model's step by libtorch. Many threads may use it at once.</summary>
/// <param name="model">The network, in evaluation mode.</param>
/// <param name="threads">Threads that share a token's work; 0 for one on each core.</param>
internal sealed class TorchLanguageNetwork(LanguageModule model, int threads) : ILanguageNetwork
{
    public int ContextLength => model.ContextLength;

    public ILanguageSession Open() => new Session(model, threads);

    private sealed class Session(LanguageModule model, int threads) : ILanguageSession
    {
        private readonly GptCache _cache = model.NewCache(1);

        public float[] Next(ReadOnlySpan<int> tokens)
        {
            TorchSession.UseThreads(threads);
            using var scope = NewDisposeScope();
            using var still = inference_mode();
            var numbers = new long[tokens.Length];
            for (var i = 0; i < numbers.Length; i++) numbers[i] = tokens[i];
            return Tensors.ToFloats(model.Last(new GptTokens(tensor(numbers, [1, numbers.Length], device: model.Device), _cache)).cpu());
        }

        public void Dispose() => _cache.Dispose();
    }
}
