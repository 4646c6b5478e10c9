using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    public sealed class LSTM : Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
    {
        private readonly RecurrentStack stack;

        internal LSTM(RecurrentStack.Options options, Device? device, ScalarType? dtype) : base(nameof(LSTM)) =>
            stack = new RecurrentStack(this, "lstm", 4, options, device, dtype);

        internal RecurrentStack.Options Settings => stack.Settings;

        public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input,
            h0_c0);

        public override (Tensor, Tensor, Tensor) forward(Tensor input,
            (Tensor, Tensor)? h0_c0 = null) => stack.Run(input, h0_c0);

        public void flatten_parameters() { }
    }

    public sealed class GRU : Module<Tensor, Tensor, (Tensor, Tensor)>
    {
        private readonly RecurrentStack stack;

        internal GRU(RecurrentStack.Options options, Device? device, ScalarType? dtype) : base(nameof(GRU)) =>
            stack = new RecurrentStack(this, "gru", 3, options, device, dtype);

        internal RecurrentStack.Options Settings => stack.Settings;

        public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => base.call(input, h0!);

        public override (Tensor, Tensor) forward(Tensor input, Tensor? h0 = null) => stack.Run(input, h0);

        public void flatten_parameters() { }
    }

    public sealed class RNN : Module<Tensor, Tensor, (Tensor, Tensor)>
    {
        private readonly RecurrentStack stack;

        internal RNN(RecurrentStack.Options options, NonLinearities nonLinearity, Device? device, ScalarType? dtype) : base(nameof(RNN)) =>
            stack = new RecurrentStack(this, nonLinearity == NonLinearities.Tanh ? "rnn_tanh" : "rnn_relu", 1, options, device, dtype);

        internal RecurrentStack.Options Settings => stack.Settings;

        public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => base.call(input, h0!);

        public override (Tensor, Tensor) forward(Tensor input, Tensor? h0) => stack.Run(input, h0);

        public Parameter? get_weight_ih(long idx) => get_parameter($"weight_ih_l{idx}");
        public Parameter? get_weight_hh(long idx) => get_parameter($"weight_hh_l{idx}");
        public Parameter? get_bias_ih(long idx) => get_parameter($"bias_ih_l{idx}");
        public Parameter? get_bias_hh(long idx) => get_parameter($"bias_hh_l{idx}");
        public void flatten_parameters() { }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true,
                bool batchFirst = false,
                double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);

            public static GRU GRU(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true,
                bool batchFirst = false,
                double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);

            public static RNN RNN(long inputSize, long hiddenSize, long numLayers = 1,
                NonLinearities nonLinearity = NonLinearities.Tanh, bool bias = true, bool batchFirst = false, double dropout = 0,
                bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), nonLinearity, device, dtype);
        }
    }
}
