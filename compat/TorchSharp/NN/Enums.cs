namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public enum Reduction : long { None = 0, Mean = 1, Sum = 2 }

        public enum NonLinearities { ReLU = 0, Tanh = 1 }

        public enum Activations { ReLU = 0, GELU = 1 }
    }
}
