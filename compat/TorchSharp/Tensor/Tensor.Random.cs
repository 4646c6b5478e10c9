using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor bernoulli(Generator? generator = null) => Op.One("bernoulli", this, generator);
        public Tensor bernoulli_(Tensor p, Generator? generator = null) =>
            Op.Self("bernoulli_.Tensor", this, p, generator);
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) =>
            Op.Self("bernoulli_.float", this, p, generator);
        public Tensor binomial(Tensor prob, Generator? generator = null) => Op.One("binomial", this, prob, generator);
        public Tensor cauchy_(double median = 0, double sigma = 1, Generator? generator = null) =>
            Op.Self("cauchy_", this, median, sigma, generator);
        public Tensor exponential_(double lambda = 1, Generator? generator = null) =>
            Op.Self("exponential_", this, lambda, generator);
        public Tensor geometric_(double p, Generator? generator = null) => Op.Self("geometric_", this, p, generator);
        public Tensor log_normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Op.Self("log_normal_", this, mean, std, generator);
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Op.One("multinomial", this, num_samples, replacement, generator);
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Op.Self("normal_", this, mean, std, generator);
        public Tensor poisson(Generator? generator = null) => Op.One("poisson", this, generator);
        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Op.Self("uniform_", this, from, to, generator);
    }
}
