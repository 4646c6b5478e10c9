using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>What the cells, single steps of recurrent layers, share.</summary>
    internal static class RecurrentCell
    {
        public static void Register(nn.Module cell, int gates, long inputs, long hidden, bool bias, Device? device, ScalarType? dtype)
        {
            (string, long[])[] shapes = [("weight_ih", [gates * hidden, inputs]), ("weight_hh", [gates * hidden, hidden]),
                ("bias_ih", [gates * hidden]), ("bias_hh", [gates * hidden])];
            var bound = 1 / Math.Sqrt(hidden);
            foreach (var (name, shape) in shapes.Take(bias ? 4 : 2))
            {
                cell.register_parameter(name, new Parameter(empty(shape, dtype, device)));
                init.uniform_(cell.get_parameter(name)!, -bound, bound);
            }
        }

        public static Tensor Zeros(nn.Module cell, Tensor input) =>
            input.new_zeros([.. input.shape[..^1], cell.get_parameter("weight_hh")!.shape[1]]);

        public static Tensor Run(nn.Module cell, string op, Tensor input, Tensor? hidden)
        {
            using var scope = NewDisposeScope();
            return Op.One(op, input, hidden ?? Zeros(cell, input), cell.get_parameter("weight_ih"), cell.get_parameter("weight_hh"),
                cell.get_parameter("bias_ih"), cell.get_parameter("bias_hh")).MoveToOuterDisposeScope();
        }
    }

    public sealed class LSTMCell : Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor)>
    {
        internal LSTMCell(long inputs, long hidden, bool bias, Device? device, ScalarType? dtype) : base(nameof(LSTMCell))
        {
            RecurrentCell.Register(this, 4, inputs, hidden, bias, device, dtype);
        }

        public Parameter? weight_ih
        {
            get => get_parameter("weight_ih");
            set => ConditionallyRegisterParameter("weight_ih", value);
        }

        public Parameter? weight_hh
        {
            get => get_parameter("weight_hh");
            set => ConditionallyRegisterParameter("weight_hh", value);
        }

        public Parameter? bias_ih
        {
            get => get_parameter("bias_ih");
            set => ConditionallyRegisterParameter("bias_ih", value);
        }

        public Parameter? bias_hh
        {
            get => get_parameter("bias_hh");
            set => ConditionallyRegisterParameter("bias_hh", value);
        }

        public new (Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

        public override (Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0)
        {
            using var scope = NewDisposeScope();
            var (h, c) = h0_c0 ?? (RecurrentCell.Zeros(this, input), RecurrentCell.Zeros(this, input));
            var (hidden, cell) = Op.Two("lstm_cell", input, new[] { h, c }, weight_ih, weight_hh, bias_ih, bias_hh);
            return scope.MoveToOuter(hidden, cell);
        }
    }

    public sealed class GRUCell : Module<Tensor, Tensor, Tensor>
    {
        internal GRUCell(long inputs, long hidden, bool bias, Device? device, ScalarType? dtype) : base(nameof(GRUCell))
        {
            RecurrentCell.Register(this, 3, inputs, hidden, bias, device, dtype);
        }

        public Parameter? weight_ih
        {
            get => get_parameter("weight_ih");
            set => ConditionallyRegisterParameter("weight_ih", value);
        }

        public Parameter? weight_hh
        {
            get => get_parameter("weight_hh");
            set => ConditionallyRegisterParameter("weight_hh", value);
        }

        public Parameter? bias_ih
        {
            get => get_parameter("bias_ih");
            set => ConditionallyRegisterParameter("bias_ih", value);
        }

        public Parameter? bias_hh
        {
            get => get_parameter("bias_hh");
            set => ConditionallyRegisterParameter("bias_hh", value);
        }

        public override Tensor forward(Tensor input, Tensor? h0 = null) => RecurrentCell.Run(this, "gru_cell", input, h0);
    }

    public sealed class RNNCell : Module<Tensor, Tensor, Tensor>
    {
        private readonly string op;

        internal RNNCell(string op, long inputs, long hidden, bool bias, Device? device, ScalarType? dtype) : base(nameof(RNNCell))
        {
            this.op = op;
            RecurrentCell.Register(this, 1, inputs, hidden, bias, device, dtype);
        }

        public Parameter? weight_ih
        {
            get => get_parameter("weight_ih");
            set => ConditionallyRegisterParameter("weight_ih", value);
        }

        public Parameter? weight_hh
        {
            get => get_parameter("weight_hh");
            set => ConditionallyRegisterParameter("weight_hh", value);
        }

        public Parameter? bias_ih
        {
            get => get_parameter("bias_ih");
            set => ConditionallyRegisterParameter("bias_ih", value);
        }

        public Parameter? bias_hh
        {
            get => get_parameter("bias_hh");
            set => ConditionallyRegisterParameter("bias_hh", value);
        }

        public override Tensor forward(Tensor input, Tensor? h0 = null) => RecurrentCell.Run(this, op, input, h0);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static LSTMCell LSTMCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null,
                ScalarType? dtype = null) => new(inputSize, hiddenSize, bias, device, dtype);

            public static GRUCell GRUCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null,
                ScalarType? dtype = null) => new(inputSize, hiddenSize, bias, device, dtype);

            public static RNNCell RNNCell(long inputSize, long hiddenSize, NonLinearities nonLinearity = NonLinearities.Tanh,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(nonLinearity == NonLinearities.Tanh ? "rnn_tanh_cell" : "rnn_relu_cell", inputSize, hiddenSize, bias, device, dtype);
        }
    }
}
